internal import LyditeCore

/// How calls and results are written on the channels of a runner.
enum CallWire: Sendable {
    /// JSON with Python's types kept apart.
    case tagged
    /// JSON of JavaScript's values, results read by the declared types where there are any.
    case script(CallType?)
    /// Bytes of declared types, for compiled languages.
    case binary(CallTypes)

    /// What one reply says.
    enum Reply {
        case member(JSON.Member)
        case value(PlainValue)
        /// A value that is not of the declared type.
        case mistyped(PlainValue, CallType)
    }

    func request(_ given: CallCase, nonce: UInt64) -> [UInt8] {
        switch self {
        case .tagged: return given.request(nonce: Self.text(nonce))
        case .script:
            guard case .values(let values, _) = given.arguments else { return [] }
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("nonce", .string(Self.text(nonce)))
            writer.member("args", .array(values.map { ScriptValue.argument($0).json }))
            writer.endObject()
            return writer.bytes
        case .binary(let types):
            guard case .values(let values, _) = given.arguments else { return [] }
            return NativeValue.request(values, types, nonce: nonce)
        }
    }

    /// - Returns: nil where the frame is no answer to the request with `nonce`.
    func reply(_ bytes: [UInt8], nonce: UInt64) -> Reply? {
        if case .binary(let types) = self {
            return NativeValue.reply(bytes, types.result, nonce: nonce)
        }
        guard let json = try? JSONParser.parse(bytes), let member = json.members?.last,
            json["nonce"]?.stringValue == Self.text(nonce), json.members?.count == 2
        else { return nil }
        guard case .script(let type) = self, member.key == "value",
            let value = try? PlainValue(json: member.value)
        else { return .member(member) }
        guard let type else { return .value(ScriptValue.result(value)) }
        guard let read = type.reading(value) else { return .mistyped(value, type) }
        return .value(read)
    }

    /// The expected value as results of this wire are read.
    func expected(_ value: PlainValue) -> PlainValue {
        if case .script(nil) = self { return ScriptValue.result(value) }
        return value
    }

    private static func text(_ nonce: UInt64) -> String { String(nonce, radix: 16) }
}
