import StoreTestSupport

extension StoreTestCase {
    /// Every sample document, read, on the engine of the class.
    func sampleLibrary() throws -> SampleLibrary { try .shared(on: Self.engine) }
}
