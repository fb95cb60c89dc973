internal import LyditeCore

/// Reads a profile out of YAML: typed, with file and line in every error.
struct ProfileReader {
    private let path: String

    static func read(_ bytes: [UInt8], path: String, language: String) throws(SandboxError)
        -> Profile
    {
        let root: YAMLNode
        do {
            root = try YAMLReader.read(bytes, path: path)
        } catch {
            throw .profile(path: error.path, line: error.line, problem: error.problem)
        }
        return try ProfileReader(path: path).profile(root, language: language)
    }

    private static let fields = [
        "language", "source", "tools", "paths", "environment", "compile", "run", "version",
        "zygote",
    ]
    private static let stepFields = [
        "command", "paths", "calls", "allow", "errno", "box", "proc", "address-space",
        "stack-bytes",
        "open-files", "cpu-seconds", "wall-seconds", "memory-bytes", "processes", "output-bytes",
        "file-bytes",
    ]

    private func profile(_ root: YAMLNode, language: String) throws(SandboxError) -> Profile {
        try check(root, fields: Self.fields)
        let name = try text(try need(root, "language"))
        guard name == language else {
            throw error(root, "language is \"\(name)\", but the folder is \"\(language)\"")
        }
        let source = try need(root, "source")
        let sourceName = try text(source)
        guard SandboxFile.isGoodName(sourceName) else {
            throw error(source, "a file name was expected")
        }
        let tools = try texts(try need(root, "tools"))
        let (tool, toolPaths) = try Self.find(tools, language: language)
        let shared = try root["paths"].map { node throws(SandboxError) in try texts(node) } ?? []
        var environment: [String: String] = [:]
        for entry in try entries(root["environment"]) {
            environment[entry.key] = try text(entry.value)
        }
        let run = try step(try need(root, "run"), shared, tool: toolPaths, isCompile: false)
        let compile = try root["compile"].map { node throws(SandboxError) in
            try step(node, shared, tool: toolPaths, isCompile: true)
        }
        let version = try root["version"].map { node throws(SandboxError) in try texts(node) }
        return Profile(
            language: language, sourceName: sourceName, tool: tool, environment: environment,
            compile: compile, run: run,
            zygote: try root["zygote"].map { node throws(SandboxError) in try zygote(node) },
            versionCommand: version ?? ["{tool}", "--version"])
    }

    private static let zygoteFields = ["program", "scripts", "tiers", "cold-if"]
    /// A trusted file is small; the keeper passes each in one message.
    private static let maximumScript = 128 << 10

    private func zygote(_ node: YAMLNode) throws(SandboxError) -> Profile.Zygote {
        try check(node, fields: Self.zygoteFields)
        let program = try script(try need(node, "program"))
        var scripts: [SandboxFile] = []
        var beside: [String: [String]] = [:]
        for entry in try entries(node["scripts"]) {
            let others = try list(entry.value)
            beside[entry.key] = try texts(entry.value)
            for item in others { scripts.append(try script(item)) }
            scripts.append(try script(named: entry.key, line: entry.line))
        }
        var tiers: [(name: String, modules: [String])] = []
        for entry in try entries(try need(node, "tiers")) {
            tiers.append((entry.key, try texts(entry.value)))
        }
        guard !tiers.isEmpty else { throw error(node, "the zygote has no tier") }
        let cold = try node["cold-if"].map { node throws(SandboxError) in try texts(node) } ?? []
        return Profile.Zygote(
            program: String(decoding: program.bytes, as: UTF8.self), scripts: scripts,
            beside: beside, tiers: tiers, coldWords: cold)
    }

    private func script(_ node: YAMLNode) throws(SandboxError) -> SandboxFile {
        try script(named: try text(node), line: node.line)
    }

    /// A file beside the profile.
    private func script(named name: String, line: Int) throws(SandboxError) -> SandboxFile {
        guard SandboxFile.isGoodName(name),
            let bytes = FileSystem.read(
                Home.parent(of: path) + "/" + name, limit: Self.maximumScript)
        else { throw error(line, "the file \"\(name)\" beside the profile cannot be read") }
        return SandboxFile(name: name, bytes: bytes)
    }

    /// The first tool that is there, with every path that makes it work: links, itself, and a
    /// prefix of its own.
    private static func find(
        _ tools: [String], language: String
    ) throws(SandboxError) -> (tool: String, paths: [String]) {
        for name in tools {
            guard let path = FileSystem.find(program: name), let chain = FileSystem.linkChain(path),
                let file = chain.last
            else { continue }
            let prefix = Home.parent(of: Home.parent(of: file))
            let isOwn = !["/", "/usr", "/usr/local"].contains(prefix)
            return (path, isOwn ? chain + [prefix] : chain)
        }
        throw .toolNotFound(language: language, tools: tools)
    }

    private func step(
        _ node: YAMLNode, _ shared: [String], tool: [String], isCompile: Bool
    ) throws(SandboxError) -> Profile.Step {
        try check(node, fields: Self.stepFields)
        let command = try texts(try need(node, "command"))
        guard let first = command.first else { throw error(node, "the command is empty") }
        guard first.hasPrefix("/") || first.hasPrefix("{") else {
            throw error(node, "the command begins with \"\(first)\"; give a full path or {tool}")
        }
        // Only a step that uses the tool sees it: a compiled program finds no compiler.
        let tools = command.contains { $0.contains("{tool}") } ? tool : []
        let own = try node["paths"].map { node throws(SandboxError) in try texts(node) } ?? []
        return Profile.Step(
            command: command, paths: try bindable(tools + shared + own, node),
            calls: try calls(node),
            isBoxWritable: try choice(node["box"], ["writable", "read-only"], or: "writable")
                == "writable",
            needsProc: try choice(node["proc"], ["none", "own"], or: "none") == "own",
            boundsAddressSpace: try choice(node["address-space"], ["bounded", "free"], or: "free")
                == "bounded",
            stackBytes: try number(node["stack-bytes"], in: 1 << 16...1 << 32, or: 8 << 20),
            openFiles: try number(node["open-files"], in: 8...65536, or: 64),
            limits: isCompile ? try limits(node) : nil)
    }

    /// What is there of the patterns; nothing is bound twice, and nothing below what is bound
    /// already.
    private func bindable(_ patterns: [String], _ node: YAMLNode) throws(SandboxError) -> [String] {
        var bound: [String] = []
        for pattern in patterns {
            guard pattern.hasPrefix("/"), !pattern.contains(".."), pattern != "/" else {
                throw error(node, "\"\(pattern)\" is not a full path below /")
            }
            for path in FileSystem.matches(pattern) where !bound.contains(path) {
                bound.append(path)
            }
        }
        return bound.filter { path in !bound.contains { path.hasPrefix($0 + "/") } }
    }

    private func calls(_ node: YAMLNode) throws(SandboxError) -> SystemCallPolicy {
        let base = try choice(
            node["calls"], SystemCallPolicy.Base.allCases.map(\.rawValue), or: "strict")
        var allow: [String] = []
        for item in try node["allow"].map({ node throws(SandboxError) in try list(node) }) ?? [] {
            allow.append(try callName(item))
        }
        var refuse: [(name: String, errno: UInt32)] = []
        for entry in try entries(node["errno"]) {
            guard let code = Self.errors[entry.key] else {
                throw error(
                    entry.line,
                    "unknown error \"\(entry.key)\"\(hint(entry.key, Array(Self.errors.keys)))")
            }
            for item in try list(entry.value) { refuse.append((try callName(item), code)) }
        }
        return SystemCallPolicy(
            base: SystemCallPolicy.Base(rawValue: base) ?? .strict, allow: allow, refuse: refuse)
    }

    private static let errors: [String: UInt32] = [
        "EPERM": 1, "ENOENT": 2, "EACCES": 13, "EINVAL": 22, "ENOTTY": 25, "ENOSYS": 38,
        "EOPNOTSUPP": 95,
    ]

    /// Calls that would undo the filter or reach beyond the run, whatever a profile says.
    private static let never: Set<String> = [
        "ptrace", "mount", "umount2", "pivot_root", "setns", "unshare", "bpf", "keyctl",
        "io_uring_setup",
        "process_vm_readv", "process_vm_writev", "seccomp", "kexec_load", "init_module",
        "finit_module",
        "clone", "clone3", "userfaultfd", "perf_event_open", "open_by_handle_at", "io_uring_enter",
        "io_uring_register", "add_key", "request_key", "chroot", "fsopen", "fsconfig", "fsmount",
        "fspick", "move_mount", "open_tree", "mount_setattr", "pidfd_getfd", "process_madvise",
        "delete_module", "create_module", "kexec_file_load", "reboot", "swapon", "swapoff", "acct",
        "iopl", "ioperm", "quotactl", "quotactl_fd", "fanotify_init", "clock_settime",
        "clock_adjtime", "adjtimex", "settimeofday", "move_pages", "migrate_pages",
    ]

    private func callName(_ node: YAMLNode) throws(SandboxError) -> String {
        let name = try text(node)
        guard SystemCallNames.all.contains(name) else {
            throw error(
                node, "unknown system call \"\(name)\"\(hint(name, Array(SystemCallNames.all)))")
        }
        guard !Self.never.contains(name) else {
            throw error(node, "\"\(name)\" may not be named: it reaches beyond the sandbox")
        }
        return name
    }

    private func limits(_ node: YAMLNode) throws(SandboxError) -> Limits {
        Limits(
            cpu: .seconds(try number(node["cpu-seconds"], in: 1...600, or: 20)),
            wall: .seconds(try number(node["wall-seconds"], in: 1...3600, or: 120)),
            memoryBytes: try number(node["memory-bytes"], in: 1 << 20...1 << 36, or: 1 << 30),
            outputBytes: try number(node["output-bytes"], in: 1 << 10...1 << 28, or: 1 << 20),
            processes: try number(node["processes"], in: 1...4096, or: 64),
            fileBytes: try number(node["file-bytes"], in: 1 << 16...1 << 36, or: 256 << 20))
    }
}

/// Fields of any mapping.
extension ProfileReader {
    private func error(_ node: YAMLNode, _ problem: String) -> SandboxError {
        error(node.line, problem)
    }

    private func error(_ line: Int, _ problem: String) -> SandboxError {
        .profile(path: path, line: line, problem: problem)
    }

    private func hint(_ word: String, _ known: [String]) -> String {
        Spelling.nearest(word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    private func check(_ node: YAMLNode, fields: [String]) throws(SandboxError) {
        guard let entries = node.entries else {
            throw error(node, "a mapping was expected, not \(node.kindName)")
        }
        for entry in entries where !fields.contains(entry.key) {
            throw error(entry.line, "unknown field \"\(entry.key)\"\(hint(entry.key, fields))")
        }
    }

    private func need(_ node: YAMLNode, _ key: String) throws(SandboxError) -> YAMLNode {
        guard let value = node[key] else { throw error(node, "the field \"\(key)\" is missing") }
        return value
    }

    private func text(_ node: YAMLNode) throws(SandboxError) -> String {
        guard let text = node.text else {
            throw error(node, "a value was expected, not \(node.kindName)")
        }
        return text
    }

    private func list(_ node: YAMLNode) throws(SandboxError) -> [YAMLNode] {
        guard let items = node.items else {
            throw error(node, "a list was expected, not \(node.kindName)")
        }
        return items
    }

    private func texts(_ node: YAMLNode) throws(SandboxError) -> [String] {
        var found: [String] = []
        for item in try list(node) { found.append(try text(item)) }
        return found
    }

    private func entries(_ node: YAMLNode?) throws(SandboxError) -> [YAMLNode.Entry] {
        guard let node else { return [] }
        guard let entries = node.entries else {
            throw error(node, "a mapping was expected, not \(node.kindName)")
        }
        return entries
    }

    private func choice(
        _ node: YAMLNode?, _ known: [String], or standard: String
    ) throws(SandboxError) -> String {
        guard let node else { return standard }
        let value = try text(node)
        guard known.contains(value) else {
            throw error(node, "\"\(value)\" is none of \(known.joined(separator: ", "))")
        }
        return value
    }

    private func number(
        _ node: YAMLNode?, in range: ClosedRange<Int>, or standard: Int
    ) throws(SandboxError) -> Int {
        guard let node else { return standard }
        guard let value = Int(try text(node)), range.contains(value) else {
            throw error(
                node, "a whole number from \(range.lowerBound) to \(range.upperBound) was expected")
        }
        return value
    }
}
