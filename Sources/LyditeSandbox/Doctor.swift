internal import Glibc
internal import LyditeCore

/// Examines what this machine can isolate, by trying it in the real sandbox.
package struct Doctor {
    /// Runs every probe at the level asked for, and each language's version command.
    ///
    /// - Complexity: About thirty runs, a few seconds.
    package static func examine(
        home: String, isolation choice: IsolationChoice = .full, keeperPath: String? = nil,
        probePath: String? = nil
    ) async -> DoctorReport {
        var report = DoctorReport(
            asked: choice, isolation: nil, rows: [], languages: [], home: home)
        let sandbox = KeeperSandbox(home: home, isolation: choice, slots: 1, keeperPath: keeperPath)
        do throws(SandboxError) {
            report.isolation = try await sandbox.isolation
        } catch {
            report.rows.append(missing(error))
        }
        if let isolation = report.isolation {
            report.rows += await probe(sandbox, isolation, path: probePath ?? keeperPath)
        }
        for name in Profile.languages(home: home) {
            report.languages.append(
                await language(name, home: home, sandbox: report.holds ? sandbox : nil))
        }
        await sandbox.shutDown()
        return report
    }

    private static func missing(_ error: SandboxError) -> DoctorReport.Row {
        guard case .missingLayer(let layer, let detail, _) = error else {
            return DoctorReport.Row(
                name: "keeper", status: .notHeld, detail: error.description, fix: nil)
        }
        let fix =
            switch layer {
            case "cgroup":
                "run as root, or under systemd with \"systemd-run --user --scope -p Delegate=yes lydite ...\""
                    + "; or pass \"--isolation no-cgroup\""
            case "user namespace":
                "allow user namespaces (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone,"
                    + " kernel.apparmor_restrict_unprivileged_userns), or run as root"
            case "users": "free a pair of user ids from 200000 on"
            default:
                "give the container the right to unshare and mount (CAP_SYS_ADMIN), or run as a user"
            }
        return DoctorReport.Row(name: layer, status: .notHeld, detail: detail, fix: fix)
    }

    /// The keeper's own binary is the probe: no compiler is needed, and it knows each call.
    private static func probe(
        _ sandbox: KeeperSandbox, _ isolation: Isolation, path explicit: String?
    ) async -> [DoctorReport.Row] {
        guard let path = try? Home.findKeeper(explicit: explicit),
            let bytes = FileSystem.read(path, limit: 16 << 20)
        else {
            return [
                DoctorReport.Row(
                    name: "probes", status: .notTestable, detail: "lydite-keeper cannot be read",
                    fix: "make it readable for the user who runs lydite")
            ]
        }
        var rows: [DoctorReport.Row] = []
        for probe in DoctorProbe.all {
            guard probe.isPromised(by: isolation) else {
                rows.append(
                    DoctorReport.Row(
                        name: probe.name, status: .notTestable,
                        detail:
                            "\(probe.what): level \(isolation.level.rawValue) does not promise it",
                        fix: nil))
                continue
            }
            let command = Command(
                profile: probeProfile,
                files: [SandboxFile(name: "probe", bytes: bytes, isExecutable: true)],
                program: ["{box}/probe", "--probe", probe.name])
            do throws(SandboxError) {
                rows.append(probe.row(try await sandbox.run(command, limits: probe.limits)))
            } catch {
                // What ends one run ends the others too, and some failures take ten seconds.
                rows.append(failed(error))
                return rows
            }
        }
        return rows
    }

    /// No program can run, whatever the layers are: the level does not hold.
    private static func failed(_ error: SandboxError) -> DoctorReport.Row {
        var fix: String?
        if case .stage(_, let number, _) = error, [EPERM, EACCES, ENOSYS].contains(number) {
            fix =
                "a container needs CAP_SYS_ADMIN, CAP_SYS_PTRACE and a filter that lets clone3 and pivot_root through,"
                + " or another user than root and no filter; see \"Containers\" in Sandboxes/README.md"
        }
        return DoctorReport.Row(
            name: "runs", status: .notHeld, detail: error.description, fix: fix)
    }

    private static let probeProfile: Profile = {
        let system = ["/lib", "/lib64", "/usr/lib64", "/usr/lib/*-linux-gnu"].flatMap(
            FileSystem.matches)
        // The keeper may be linked with libraries of the tool chain, which then are ours as well.
        let own = FileSystem.mappedLibraries().filter { path in
            !system.contains { path.hasPrefix($0 + "/") }
        }
        let step = Profile.Step(
            command: ["{box}/probe"], paths: system + own,
            calls: SystemCallPolicy(base: .wide), isBoxWritable: true, needsProc: false,
            boundsAddressSpace: true, stackBytes: 8 << 20, openFiles: 64, limits: nil)
        return Profile(
            language: "probe", sourceName: "probe", tool: "", environment: ["PATH": "/usr/bin"],
            compile: nil, run: step, versionCommand: [])
    }()

    private static func language(
        _ name: String, home: String, sandbox: KeeperSandbox?
    ) async -> DoctorReport.Language {
        var found = DoctorReport.Language(name: name)
        do throws(SandboxError) {
            let profile = try Profile.load(language: name, home: home)
            found.tool = profile.tool
            guard let sandbox else {
                found.problem = "not tried, since the level does not hold"
                return found
            }
            var step = profile.compile ?? profile.run
            step.limits = nil
            var asking = profile
            asking.run = step
            let command = Command(
                profile: asking, files: [], compiles: false, program: profile.versionCommand)
            let limits = profile.compile?.limits ?? Limits()
            let run = try await sandbox.run(command, limits: limits)
            let text = String(decoding: run.standardOutput.bytes, as: UTF8.self)
            found.version = text.split(separator: "\n").first.map(String.init)
            if run.ending != .exited || run.exitCode != 0 {
                found.problem =
                    "\(profile.tool) does not work in the sandbox (\(run.ending.rawValue))"
            }
        } catch {
            found.problem = error.description
        }
        return found
    }
}
