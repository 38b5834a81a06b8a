@main
struct Muniment {
    static func main() {}
}
