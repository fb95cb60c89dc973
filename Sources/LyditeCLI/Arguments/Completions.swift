/// Completion scripts for shells, made from the table of commands.
enum Completions {
    enum Shell: String, CaseIterable {
        case bash, zsh, fish
    }

    static func script(_ shell: Shell, _ commands: [CommandSpec], common: [Flag]) -> String {
        switch shell {
        case .bash: bash(commands, common)
        // zsh reads bash's completions through its own bridge: one script, one behaviour.
        case .zsh:
            "#compdef lydite\nautoload -U +X bashcompinit && bashcompinit\n"
                + bash(commands, common)
        case .fish: fish(commands, common)
        }
    }

    private static func bash(_ commands: [CommandSpec], _ common: [Flag]) -> String {
        let names = commands.map(\.name) + PageCommand.all.map(\.name) + ["--help", "--version"]
        var cases: [String] = []
        var values: [String] = []
        for spec in commands {
            let flags = spec.flags + common
            let words = choices(spec.arguments).joined(separator: " ")
            cases.append(
                "        \(spec.name)) flags=\"\(flags.map(\.name).joined(separator: " "))\""
                    + " words=\"\(words)\" ;;")
            for flag in flags where !choices(flag.value ?? "").isEmpty {
                let words = choices(flag.value ?? "").joined(separator: " ")
                values.append("        \(spec.name):\(flag.name)) flags=\"\" words=\"\(words)\" ;;")
            }
        }
        for page in PageCommand.all {
            let words = choices(page.arguments).joined(separator: " ")
            cases.append("        \(page.name)) words=\"\(words)\" ;;")
        }
        // Where no word fits, the shell completes file names itself, and quotes them.
        return """
            _lydite() {
                local word=${COMP_WORDS[COMP_CWORD]} flags="" words=""
                COMPREPLY=()
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(names.joined(separator: " "))" -- "$word"))
                    return
                fi
                case ${COMP_WORDS[1]} in
            \(cases.joined(separator: "\n"))
                esac
                [ "$COMP_CWORD" -eq 2 ] || words=""
                case ${COMP_WORDS[1]}:${COMP_WORDS[COMP_CWORD-1]} in
            \(values.joined(separator: "\n"))
                esac
                case $word in
                    -*) words=$flags ;;
                esac
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o default -F _lydite lydite

            """
    }

    /// The words that an argument or a value is one of, where the table states them as `full|strict`.
    private static func choices(_ arguments: String) -> [String] {
        let first = arguments.split(separator: " ").first ?? ""
        guard first.contains("|"), first.utf8.allSatisfy({ !(65...90).contains($0) }) else {
            return []
        }
        return first.split(separator: "|").map(String.init)
    }

    private static func fish(_ commands: [CommandSpec], _ common: [Flag]) -> String {
        var lines: [String] = []
        for spec in commands {
            lines.append(
                "complete -c lydite -n __fish_use_subcommand -a \(spec.name)"
                    + " -d '\(quoted(spec.summary))'")
            for flag in spec.flags + common {
                let words = choices(flag.value ?? "").joined(separator: " ")
                let value =
                    flag.value == nil ? "" : words.isEmpty ? " -r" : " -x -a '\(words)'"
                lines.append(
                    "complete -c lydite -n '__fish_seen_subcommand_from \(spec.name)'"
                        + " -l \(flag.name.dropFirst(2))\(value) -d '\(quoted(flag.help))'")
            }
            lines += fishChoices(spec.name, spec.arguments)
        }
        for page in PageCommand.all {
            lines.append(
                "complete -c lydite -n __fish_use_subcommand -a \(page.name)"
                    + " -d '\(quoted(page.summary))'")
            lines += fishChoices(page.name, page.arguments)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func fishChoices(_ name: String, _ arguments: String) -> [String] {
        let words = choices(arguments)
        if words.isEmpty { return [] }
        return [
            "complete -c lydite -n '__fish_seen_subcommand_from \(name)'"
                + " -a '\(words.joined(separator: " "))'"
        ]
    }

    private static func quoted(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "'" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
