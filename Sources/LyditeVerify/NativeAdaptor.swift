internal import LyditeCore

/// Writes the call of a C or C++ function as program text, from its declared types.
///
/// C takes a vector as a pointer and a length, a vector of vectors as a pointer to rows, the number
/// of rows and a pointer to their lengths; a vector that is returned stores its length through one
/// more pointer at the end, a vector of vectors its rows' lengths through another.
struct NativeAdaptor {
    let entryPoint: String
    let types: CallTypes

    /// What the types hold that the language has no convention for; nil where all is well.
    static func unsupported(_ types: CallTypes, language: String) -> String? {
        guard language == "c" else { return nil }
        let all = types.arguments + [types.result]
        let deep = all.first { if case .vector(.vector(.vector)) = $0 { true } else { false } }
        return deep.map { "\($0.text) has no form in C" }
    }

    // MARK: C++

    var cppText: String {
        var text = Self.opening("solution.cpp") + "#include \"adaptor.hpp\"\n"
        text += "extern \"C\" void lydite_call(void) {\n    try {\n"
        for (index, type) in types.arguments.enumerated() {
            text += "        auto a\(index) = lydite_adaptor::taken<\(cppName(type))>::value();\n"
        }
        let names = types.arguments.indices.map { "a\($0)" }.joined(separator: ", ")
        text += "        lydite_adaptor::give(lydite_adaptor::\(tag(types.result)){}, "
        text += "::\(entryPoint)(\(names)));\n"
        text += "    } catch (const ::std::exception &error) {\n"
        text += "        lydite_raised(error.what());\n"
        text += "    } catch (...) {\n        lydite_raised(\"\");\n    }\n}\n"
        return text
    }

    private func cppName(_ type: CallType) -> String {
        switch type {
        case .string: "::std::string"
        case .vector(let item): "::std::vector<\(cppName(item))>"
        default: type.text
        }
    }

    private func tag(_ type: CallType) -> String {
        switch type {
        case .int, .long: "whole"
        case .double: "real"
        case .bool: "truth"
        case .string: "text"
        case .vector(let item): "list<lydite_adaptor::\(tag(item))>"
        }
    }

    private static func opening(_ source: String) -> String {
        // A program that shows itself off in a main of its own is still a function here.
        "#include \"call.h\"\n#define main solution_main\n#include \"\(source)\"\n#undef main\n"
    }

    // MARK: C

    private static let undefined = [
        "if", "for", "return", "int", "long", "char", "double", "unsigned", "void", "const",
        "sizeof", "else", "_Bool",
    ]

    var cText: String {
        var text = Self.opening("solution.c")
        for word in Self.undefined { text += "#undef \(word)\n" }
        for flag in [
            "incompatible-pointer-types", "int-conversion", "implicit-function-declaration",
        ] {
            text += "#pragma GCC diagnostic error \"-W\(flag)\"\n"
        }
        text += "void lydite_call(void) {\n"
        var names: [String] = []
        for (index, type) in types.arguments.enumerated() {
            text += takenText(type, "a\(index)")
            names += passed(type, "a\(index)")
        }
        text += resultText(types.result, names)
        return text + "}\n"
    }

    private func cName(_ type: CallType) -> String {
        switch type {
        case .bool: "_Bool"
        case .string: "char *"
        case .vector(let item): cName(item) + " *"
        default: type.text
        }
    }

    private func passed(_ type: CallType, _ name: String) -> [String] {
        switch type {
        case .vector(.vector): [name, name + "_size", name + "_sizes"]
        case .vector: [name, name + "_size"]
        default: [name]
        }
    }

    private func takenScalar(_ type: CallType) -> String {
        switch type {
        case .double: "lydite_take_double()"
        case .string: "lydite_take_text(0)"
        default: "(\(cName(type)))lydite_take_long()"
        }
    }

    private func takenText(_ type: CallType, _ name: String) -> String {
        switch type {
        case .vector(.vector(let item)):
            let row = cName(item)
            return """
                    int \(name)_size = (int)lydite_take_count();
                    \(row) **\(name) = lydite_room(\(name)_size, sizeof(\(row) *));
                    int *\(name)_sizes = lydite_room(\(name)_size, sizeof(int));
                    for (int i = 0; i < \(name)_size; i++) {
                        \(name)_sizes[i] = (int)lydite_take_count();
                        \(name)[i] = lydite_room(\(name)_sizes[i], sizeof(\(row)));
                        for (int j = 0; j < \(name)_sizes[i]; j++) \(name)[i][j] = \(takenScalar(item));
                    }

                """
        case .vector(let item):
            let cell = cName(item)
            return """
                    int \(name)_size = (int)lydite_take_count();
                    \(cell) *\(name) = lydite_room(\(name)_size, sizeof(\(cell)));
                    for (int i = 0; i < \(name)_size; i++) \(name)[i] = \(takenScalar(item));

                """
        default: return "    \(cName(type)) \(name) = \(takenScalar(type));\n"
        }
    }

    private func resultText(_ type: CallType, _ names: [String]) -> String {
        let call = { (more: [String]) in
            "\(entryPoint)(\((names + more).joined(separator: ", ")))"
        }
        switch type {
        case .vector(.vector(let item)):
            return """
                    int size = -1, *sizes = 0;
                    \(cName(item)) **rows = \(call(["&size", "&sizes"]));
                    if (size < 0) { lydite_strange("a list whose length was not stated"); return; }
                    if (size > 0 && (!rows || !sizes)) { lydite_strange("a null pointer"); return; }
                    lydite_give_count(size);
                    for (int i = 0; i < size; i++) {
                        if (sizes[i] < 0) { lydite_strange("a negative length"); return; }
                        if (sizes[i] > 0 && !rows[i]) { lydite_strange("a null pointer"); return; }
                        lydite_give_count(sizes[i]);
                        for (int j = 0; j < sizes[i]; j++) { \(given(item, "rows[i][j]")) }
                    }

                """
        case .vector(let item):
            return """
                    int size = -1;
                    \(cName(item)) *items = \(call(["&size"]));
                    if (size < 0) { lydite_strange("a list whose length was not stated"); return; }
                    if (size > 0 && !items) { lydite_strange("a null pointer"); return; }
                    lydite_give_count(size);
                    for (int i = 0; i < size; i++) { \(given(item, "items[i]")) }

                """
        case .string:
            return """
                    const char *result = \(call([]));
                    \(given(type, "result"))

                """
        default:
            return """
                    __typeof__(\(call([]))) result = \(call([]));
                    \(given(type, "result"))

                """
        }
    }

    private func given(_ type: CallType, _ name: String) -> String {
        let isReal = ["float", "double", "long double"].map {
            "__builtin_types_compatible_p(__typeof__(\(name)), \($0))"
        }.joined(separator: " || ")
        switch type {
        case .double: return "lydite_give_double((double)(\(name) + 0.0));"
        case .string:
            return """
                if (!\(name)) { lydite_strange("a null pointer"); return; } \
                unsigned long length = 0; while (\(name)[length]) length++; \
                lydite_give_text(\(name), length);
                """
        case .bool:
            return """
                _Static_assert(!(\(isReal)), "the function must return a truth value"); \
                if (\(name) * 1 != 0 && \(name) * 1 != 1) { \
                lydite_strange("a number that is no truth value"); return; } \
                lydite_give_long(\(name) != 0);
                """
        case .int, .long, .vector:
            return """
                _Static_assert(!(\(isReal)), "the function must return a whole number"); \
                if (\(name) * 1 > 0 && (long long)\(name) < 0) { \
                lydite_strange("a number beyond 64 bits"); return; } \
                lydite_give_long(\(name));
                """
        }
    }
}
