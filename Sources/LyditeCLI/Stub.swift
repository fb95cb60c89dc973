@main struct Lydite { static func main() {} }
