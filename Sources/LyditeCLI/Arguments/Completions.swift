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
        let cases = commands.map { spec in
            let flags = (spec.flags + common).map(\.name).joined(separator: " ")
            return "        \(spec.name)) flags=\"\(flags) --help\" ;;"
        }
        return """
            _lydite() {
                local word=${COMP_WORDS[COMP_CWORD]} flags=""
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(commands.map(\.name).joined(separator: " ")) --help --version" -- "$word"))
                    return
                fi
                case ${COMP_WORDS[1]} in
            \(cases.joined(separator: "\n"))
                esac
                case $word in
                    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
                    *) COMPREPLY=($(compgen -f -- "$word")) ;;
                esac
            }
            complete -o filenames -F _lydite lydite

            """
    }

    private static func fish(_ commands: [CommandSpec], _ common: [Flag]) -> String {
        var lines: [String] = []
        for spec in commands {
            lines.append(
                "complete -c lydite -n __fish_use_subcommand -a \(spec.name)"
                    + " -d '\(quoted(spec.summary))'")
            for flag in spec.flags + common {
                let value = flag.value == nil ? "" : " -r"
                lines.append(
                    "complete -c lydite -n '__fish_seen_subcommand_from \(spec.name)'"
                        + " -l \(flag.name.dropFirst(2))\(value) -d '\(quoted(flag.help))'")
            }
        }
        return lines.joined(separator: "\n") + "\n"
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
