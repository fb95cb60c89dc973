internal import LyditeProblems

/// The command line is not one that the program understands.
enum UsageError: Error, CustomStringConvertible {
    case unknownCommand(String, nearest: String?)
    case unknownOption(String, command: String, nearest: String?)
    case missingValue(option: String, value: String)
    case unexpectedValue(option: String)
    case repeated(option: String)
    case needs(option: String, other: String)
    case badValue(option: String, value: String, expected: String)
    case badSpec(String)
    case badMap(FieldMapError)
    case missingArgument(command: String, arguments: String)
    case extraArgument(String, command: String)

    var description: String {
        switch self {
        case .unknownCommand(let name, let nearest):
            "there is no command \"\(name)\"\(Self.hint(nearest)); \"lydite --help\" lists them"
        case .unknownOption(let name, let command, let nearest):
            "\(command) has no option \(name)\(Self.hint(nearest)); see \"lydite \(command) --help\""
        case .missingValue(let option, let value): "\(option) needs a value: \(option) \(value)"
        case .unexpectedValue(let option): "\(option) takes no value"
        case .needs(let option, let other): "\(option) needs \(other) too"
        case .repeated(let option): "\(option) is given twice"
        case .badValue(let option, let value, let expected):
            "\(option) \(value): \(expected) was expected"
        case .badMap(let error): error.description
        case .badSpec(let reason): "--spec, --tolerance and --unit: \(reason)"
        case .missingArgument(let command, let arguments): "usage: lydite \(command) \(arguments)"
        case .extraArgument(let text, let command):
            "\(command) does not take \"\(text)\"; see \"lydite \(command) --help\""
        }
    }

    private static func hint(_ nearest: String?) -> String {
        nearest.map { "; did you mean \($0)?" } ?? ""
    }
}
