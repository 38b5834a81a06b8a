internal import CMicroHTTPD
internal import Foundation

// What libmicrohttpd calls, on its event threads. The context is always the core, not retained.

/// The first line of a request was read: makes its exchange, retained until `endRequest`.
let beginRequest:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
        UnsafeMutableRawPointer? = { context, target, connection in
            guard let context, let target, let connection,
                let client = cmhd_socket_context(connection)
            else { return nil }
            let exchange = Exchange(
                core: Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue(),
                connection: connection,
                client: Unmanaged<Connection>.fromOpaque(client).takeUnretainedValue(),
                target: String(cString: target), place: UInt(bitPattern: target))
            return Unmanaged.passRetained(exchange).toOpaque()
        }

/// The head, a piece of the body, or its end.
let handleRequest:
    @convention(c) (
        UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
        UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafeMutablePointer<Int>?,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result = { _, _, _, method, version, data, size, request in
        guard let method, let version, let size, let pointer = request?.pointee else { return .NO }
        let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
        guard let data, size.pointee > 0 else {
            return exchange.headOrEnd(method: method, version: version)
        }
        let bytes = UnsafeRawBufferPointer(start: data, count: size.pointee)
        return exchange.body(bytes, left: &size.pointee)
    }

/// The request is over: gives back the reference of `beginRequest`.
let endRequest:
    @convention(c) (
        UnsafeMutableRawPointer?, OpaquePointer?,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?, MHD_RequestTerminationCode
    ) -> Void = { _, _, request, reason in
        guard let request, let pointer = request.pointee else { return }
        request.pointee = nil
        Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue().end(reason)
    }

/// A connection was accepted, when its reference is taken, or will be closed, when it is given
/// back.
let noteConnection:
    @convention(c) (
        UnsafeMutableRawPointer?, OpaquePointer?,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?, MHD_ConnectionNotificationCode
    ) -> Void = { context, connection, socket, event in
        guard let context, let connection, let socket else { return }
        let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        if event == .CONNECTION_NOTIFY_STARTED {
            let client = Connection(
                connection, isEncrypted: core.settings.tls != nil, proxies: core.proxies)
            core.connections.add(client)
            socket.pointee = Unmanaged.passRetained(client).toOpaque()
        } else if let pointer = socket.pointee {
            socket.pointee = nil
            core.connections.remove(
                Unmanaged<Connection>.fromOpaque(pointer).takeRetainedValue())
        }
    }

/// A complaint of the library's own.
let logComplaint: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Void = {
    context, message in
    guard let context, let message else { return }
    let text = String(cString: message).trimmingCharacters(in: .whitespacesAndNewlines)
    Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        .log.note("libmicrohttpd: \(text)")
}
