/// Takes the body of one request while it comes in.
///
/// Called by one thread at a time, though not always the same. After the last `receive` comes
/// `finish`, or in every other case `abandon`, exactly once: when the client vanished, was too
/// slow or sent too much, when the server stops, or when `receive` or `finish` threw.
public protocol BodyReceiver: AnyObject {
    /// Takes the next bytes, which are there only during the call; at least one.
    ///
    /// What it throws is answered at once by the surface's error renderer.
    func receive(_ bytes: UnsafeRawBufferPointer) throws

    /// The whole body was received, in its announced length.
    func finish() throws -> HTTPResponse

    /// Nothing more will come: removes what was made of the bytes so far.
    func abandon()
}
