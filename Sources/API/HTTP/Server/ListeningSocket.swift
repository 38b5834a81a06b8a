internal import CLinux
// Its headers hold those of sockets too, and the compiler may take these from there.
internal import CMicroHTTPD
internal import Foundation

/// A TCP socket that listens, until `close()`.
struct ListeningSocket {
    private let descriptor: CInt
    /// With the port that was taken.
    let address: ListenAddress

    /// Throws `HTTPServerError` with `.address`.
    init(_ wanted: ListenAddress) throws {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let failure = getaddrinfo(wanted.host, String(wanted.port), &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard failure == 0, let found = list?.pointee, let socketAddress = found.ai_addr else {
            throw HTTPServerError(
                .address, "\(wanted.host) is no address of this machine; listen on another")
        }
        descriptor = try Self.open(found.ai_family, socketAddress, found.ai_addrlen, wanted)
        address = ListenAddress(host: wanted.host, port: Self.port(of: descriptor))
    }

    /// What `accept()` comes back with.
    enum Arrival {
        case connection(CInt, from: sockaddr_storage, length: socklen_t)
        /// The client is gone again, or a signal came.
        case nothing
        /// There are too many open files, here or in the system, or too little memory.
        case noRoom
        /// `end()` was called.
        case ended
    }

    /// Waits for the next connection.
    func accept() -> Arrival {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let flags = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let accepted = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                accept4(descriptor, $0, &length, flags)
            }
        }
        guard accepted < 0 else { return .connection(accepted, from: address, length: length) }
        return switch errno {
        case EINVAL, EBADF: .ended
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: .noRoom
        default: .nothing
        }
    }

    /// Refuses all connections from now on, those that wait among them.
    func end() { clinux_stop_listening(descriptor) }

    /// To be called once, when nobody is in `accept()`.
    func close() { Foundation.close(descriptor) }

    private static func open(
        _ family: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t,
        _ wanted: ListenAddress
    ) throws -> CInt {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw refusal(wanted, errno) }
        var yes: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address, length) == 0, listen(descriptor, SOMAXCONN) == 0 else {
            let number = errno
            Foundation.close(descriptor)
            throw refusal(wanted, number)
        }
        return descriptor
    }

    private static func refusal(_ wanted: ListenAddress, _ number: CInt) -> HTTPServerError {
        let why =
            switch number {
            case EADDRINUSE: "another program listens there; stop it or take another port"
            case EACCES: "ports below 1024 need a right of their own; take another port"
            case EADDRNOTAVAIL: "that is no address of this machine; take another"
            default: String(cString: strerror(number))
            }
        return HTTPServerError(.address, "cannot listen on \(wanted): \(why)")
    }

    private static func port(of descriptor: CInt) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &length)
            }
            // The port is at the same place in both families.
            return UnsafeRawPointer(pointer).load(as: sockaddr_in.self).sin_port.bigEndian
        }
    }
}
