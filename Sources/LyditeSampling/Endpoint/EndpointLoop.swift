internal import CCurl
internal import LyditeCore
internal import LyditeStore
internal import Synchronization

/// The loop behind ``EndpointClient``: which request goes where and when, and what becomes of its answer.
///
/// Everything in here belongs to one thread; only the mailbox is shared.
final class EndpointLoop {
    struct Pending {
        let number: Int
        let request: ModelRequest
        let continuation: CheckedContinuation<ModelOutcome, Never>
        /// How often it was sent.
        var attempts = 0
        /// What attempts without an answer may have cost.
        var usages: [Usage] = []
    }

    private struct Active {
        var pending: Pending
        var transfer: Transfer
        var startedAt: Duration
        var reserved: Money
    }

    /// A request that failed so often by itself is given up.
    private static let mostAttempts = 8
    /// A longer wait than this is the user's to wait.
    private static let longestWait: Duration = .seconds(120)
    /// How long requests under way may go on once the user stops: they are paid for.
    private static let grace: Duration = .seconds(10)
    /// The loop looks this often whether it is to stop.
    private static let longestPoll: Duration = .milliseconds(200)

    private let curl: Curl
    private let mailbox: EndpointClient.Mailbox
    private let plan: ModelPlan
    private let seed: UInt64
    private let budget: Budget
    private let isStopping: @Sendable () -> Bool
    private let began = ContinuousClock.now
    private let ends: [[UInt8]]
    private let headers: [UnsafeMutablePointer<curl_slist>?]

    private var flows: [EndpointFlow]
    private var idle: [[Transfer]]
    /// By the model.
    private var waiting: [RequestQueue]
    private var delayed: [(due: Duration, pending: Pending)] = []
    private var active: [Curl.Handle: Active] = [:]
    /// Taken back before they came.
    private var orphans: Set<Int> = []
    /// Why no further request is sent.
    private var halt: EndpointError?
    private var graceEnd: Duration?
    private var nextWake = EndpointLoop.longestPoll

    init(
        _ curl: Curl, _ mailbox: EndpointClient.Mailbox, plan: ModelPlan, seed: UInt64,
        budget: Budget, isStopping: @escaping @Sendable () -> Bool
    ) {
        self.curl = curl
        self.mailbox = mailbox
        self.plan = plan
        self.seed = seed
        self.budget = budget
        self.isStopping = isStopping
        flows = plan.endpoints.map { EndpointFlow($0) }
        idle = plan.endpoints.map { _ in [] }
        waiting = plan.models.map { _ in RequestQueue() }
        ends = plan.endpoints.map { RequestBody.end($0.body) }
        headers = plan.endpoints.map { endpoint in
            // An empty Expect: a server is not asked first whether it wants the body.
            var lines = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
            lines += endpoint.headers.map { "\($0.name): \($0.value)" }
            if let key = endpoint.key { lines.append(key.headerLine) }
            return lines.reduce(nil) { curl.listAppend($0, $1) }
        }
        let connections = plan.concurrency
        _ = lydite_curl_multi_set_long(
            curl.multiSet, mailbox.multi, CURLMOPT_MAXCONNECTS, connections)
    }

    deinit { for list in headers { curl.listFree(list) } }

    private var now: Duration { ContinuousClock.now - began }

    func run() {
        while takeMail() {
            let time = now
            stopWhereAsked(time)
            nextWake = Self.longestPoll
            release(time)
            for model in waiting.indices { startWhatMay(model, time) }
            var running: Int32 = 0
            _ = curl.multiPerform(mailbox.multi, &running)
            if !finishWhatEnded() {
                let wait = max(1, Int32(nextWake.inSeconds * 1000))
                _ = curl.multiPoll(mailbox.multi, nil, 0, wait, nil)
            }
        }
        abandonAll(.cancelled)
    }

    /// Takes what came in; false once nobody waits any more.
    private func takeMail() -> Bool {
        let (asked, cancelled, isClosed) = mailbox.inbox.withLock { inbox in
            defer {
                inbox.asked.removeAll(keepingCapacity: true)
                inbox.cancelled = []
            }
            return (inbox.asked, inbox.cancelled, inbox.isClosed)
        }
        for number in cancelled { orphans.insert(number) }
        for pending in asked {
            if let halt {
                resume(pending, .failure(halt))
            } else {
                waiting[pending.request.model].append(pending)
            }
        }
        if !cancelled.isEmpty { takeBack() }
        return !isClosed
    }

    /// Ends the requests whose tasks were cancelled.
    private func takeBack() {
        for model in waiting.indices {
            for pending in waiting[model].remove(where: { orphans.contains($0.number) }) {
                orphans.remove(pending.number)
                resume(pending, .failure(.cancelled))
            }
        }
        for entry in delayed where orphans.contains(entry.pending.number) {
            resume(entry.pending, .failure(.cancelled))
        }
        delayed.removeAll { orphans.remove($0.pending.number) != nil }
        for (easy, entry) in active where orphans.remove(entry.pending.number) != nil {
            abandon(easy, entry, .cancelled)
        }
    }

    private func stopWhereAsked(_ time: Duration) {
        if graceEnd == nil, isStopping() {
            graceEnd = time + Self.grace
            stop(.stopped)
        }
        if let end = graceEnd, time >= end { abandonAll(.stopped) }
    }

    /// Lets what is under way come to its end, and refuses the rest.
    private func stop(_ error: EndpointError) {
        guard halt == nil else { return }
        halt = error
        let rest = waiting.indices.flatMap { waiting[$0].remove { _ in true } }
        for pending in rest + delayed.map(\.pending) { resume(pending, .failure(error)) }
        delayed = []
    }

    private func abandonAll(_ error: EndpointError) {
        stop(error)
        for (easy, entry) in active { abandon(easy, entry, error) }
    }

    private func abandon(_ easy: Curl.Handle, _ entry: Active, _ error: EndpointError) {
        active[easy] = nil
        _ = curl.multiRemove(mailbox.multi, easy)
        flows[entry.transfer.endpoint].abandoned()
        var pending = entry.pending
        charge(&pending, entry.reserved)
        resume(pending, .failure(error))
    }

    private func release(_ time: Duration) {
        guard !delayed.isEmpty else { return }
        for entry in delayed where entry.due <= time {
            waiting[entry.pending.request.model].prepend(entry.pending)
        }
        delayed.removeAll { $0.due <= time }
        for entry in delayed { nextWake = min(nextWake, entry.due - time) }
    }

    // MARK: Sending

    private func startWhatMay(_ model: Int, _ time: Duration) {
        while let first = waiting[model].first {
            guard !isFull else { return }
            let request = first.request
            let tokens = request.mostPromptTokens + request.mostCompletionTokens
            guard let endpoint = place(for: model, tokens: tokens, time) else {
                for index in plan.models[model].endpoints {
                    let wait = flows[index].wait(tokens: tokens, now: time)
                    if wait > .zero { nextWake = min(nextWake, wait) }
                }
                return
            }
            let cost = plan.models[model].cost(
                promptTokens: request.mostPromptTokens,
                completionTokens: request.mostCompletionTokens)
            guard budget.reserve(cost) else {
                // What is under way may cost less than was set aside for it.
                if active.isEmpty {
                    stop(
                        .budget(
                            spent: budget.spent.description,
                            limit: budget.limit?.description ?? ""))
                }
                return
            }
            start(waiting[model].removeFirst(), on: endpoint, tokens: tokens, cost: cost, time)
        }
    }

    /// Whether as much is under way, or answered and not stored yet, as a crash may cost.
    private var isFull: Bool {
        let most = plan.concurrency + max(1, plan.concurrency / 4)
        func isOver() -> Bool {
            active.count + mailbox.unsettled.load(ordering: .sequentiallyConsistent) >= most
        }
        guard isOver() else { return false }
        mailbox.isHeld.store(true, ordering: .sequentiallyConsistent)
        // One that was settled in between wakes nobody.
        return isOver()
    }

    /// The endpoint with the most free places among those that may be asked now.
    private func place(for model: Int, tokens: Int, _ time: Duration) -> Int? {
        var best: Int?
        for index in plan.models[model].endpoints
        where flows[index].mayStart(tokens: tokens, now: time) {
            if best.map({ flows[index].load < flows[$0].load }) ?? true { best = index }
        }
        return best
    }

    private func start(
        _ pending: Pending, on endpoint: Int, tokens: Int, cost: Money, _ time: Duration
    ) {
        var pending = pending
        guard let transfer = idle[endpoint].popLast() ?? makeTransfer(endpoint) else {
            budget.settle(reserved: cost, spent: .zero)
            resume(pending, .failure(.noLibrary))
            return
        }
        pending.attempts += 1
        transfer.prepare(
            body: pending.request.body + ends[endpoint], mostBytes: pending.request.mostBytes)
        flows[endpoint].started(tokens: tokens)
        active[transfer.easy] = Active(
            pending: pending, transfer: transfer, startedAt: time, reserved: cost)
        _ = curl.multiAdd(mailbox.multi, transfer.easy)
    }

    private func makeTransfer(_ endpoint: Int) -> Transfer? {
        let settings = plan.endpoints[endpoint]
        let base = settings.url.hasSuffix("/") ? String(settings.url.dropLast()) : settings.url
        let transfer = Transfer(
            curl, endpoint: endpoint, settings: settings,
            url: base + RequestBody(plan: plan).path)
        if let transfer {
            curl.set(transfer.easy, CURLOPT_HTTPHEADER, pointer: headers[endpoint])
        }
        return transfer
    }

    // MARK: Answers

    private func finishWhatEnded() -> Bool {
        var left: Int32 = 0
        var isAny = false
        while let message = curl.multiInfo(mailbox.multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle
            else { continue }
            let code = lydite_curl_result(message)
            _ = curl.multiRemove(mailbox.multi, easy)
            guard let entry = active.removeValue(forKey: easy) else { continue }
            isAny = true
            finish(entry, code)
        }
        return isAny
    }

    private func finish(_ entry: Active, _ code: CURLcode) {
        let transfer = entry.transfer
        let verdict = AnswerVerdict(
            transfer, code, curl, endpoint: plan.endpoints[transfer.endpoint],
            model: plan.models[entry.pending.request.model].name, asksVectors: plan.asksVectors)
        idle[transfer.endpoint].append(transfer)
        var pending = entry.pending
        let request = pending.request
        let tokens = request.mostPromptTokens + request.mostCompletionTokens
        switch verdict {
        case .reply(let reply):
            let usage = usage(of: reply, to: request)
            flows[transfer.endpoint].succeeded(
                reserved: tokens, used: usage.promptTokens + usage.completionTokens)
            budget.settle(reserved: entry.reserved, spent: usage.cost)
            pending.usages.append(usage)
            mailbox.unsettled.add(1, ordering: .sequentiallyConsistent)
            resume(pending, .success(reply))
        case .fatal(let error):
            flows[transfer.endpoint].abandoned()
            budget.settle(reserved: entry.reserved, spent: .zero)
            resume(pending, .failure(error))
            stop(error)
        case .failed(let failure):
            flows[transfer.endpoint].failed(
                startedAt: entry.startedAt, isOverload: failure.isOverload,
                pause: failure.pause, now: now)
            if failure.mayCost {
                charge(&pending, entry.reserved)
            } else {
                budget.settle(reserved: entry.reserved, spent: .zero)
            }
            failed(pending, failure, at: transfer.endpoint)
        }
    }

    private func failed(_ pending: Pending, _ failure: AnswerVerdict.Failure, at endpoint: Int) {
        let host = plan.endpoints[endpoint].host
        let serving = plan.models[pending.request.model].endpoints
        let isLast = serving.allSatisfy { flows[$0].isDead }
        let longest = serving.map { flows[$0].pause(now: now) }.min() ?? .zero
        if longest > Self.longestWait {
            let error = EndpointError.longWait(host: host, seconds: Int(longest.inSeconds))
            resume(pending, .failure(error))
            return stop(error)
        }
        if isLast {
            let error = EndpointError.dead(
                host: host, symptom: failure.symptom, times: flows[endpoint].failures)
            resume(pending, .failure(error))
            return stop(error)
        }
        guard failure.mayRetry, pending.attempts < Self.mostAttempts, halt == nil else {
            resume(pending, .failure(halt ?? .gaveUp(host: host, symptom: failure.symptom)))
            return
        }
        var generator = SeededGenerator(
            seed: seed, parent: pending.request.identity, stage: "retry", index: pending.attempts)
        let jitter = Double(generator.below(1000)) / 1000
        let delay = flows[endpoint].delay(attempt: pending.attempts, jitter: jitter)
        // An endpoint that asked for a pause gets nothing before its end; another one may be asked sooner.
        delayed.append((now + delay, pending))
    }

    /// Counts the most that an attempt can have cost.
    private func charge(_ pending: inout Pending, _ reserved: Money) {
        budget.settle(reserved: reserved, spent: reserved)
        pending.usages.append(
            Usage(
                model: plan.models[pending.request.model].name,
                promptTokens: pending.request.mostPromptTokens,
                completionTokens: pending.request.mostCompletionTokens, cost: reserved,
                choices: 0, isAssumed: true))
    }

    private func usage(of reply: ModelReply, to request: ModelRequest) -> Usage {
        let model = plan.models[request.model]
        let prompt = reply.promptTokens ?? request.mostPromptTokens
        let completion = reply.completionTokens ?? request.mostCompletionTokens
        return Usage(
            model: model.name, promptTokens: prompt, completionTokens: completion,
            cost: model.cost(promptTokens: prompt, completionTokens: completion),
            choices: reply.choices.count,
            isAssumed: reply.promptTokens == nil || reply.completionTokens == nil)
    }

    private func resume(_ pending: Pending, _ result: Result<ModelReply, EndpointError>) {
        pending.continuation.resume(
            returning: ModelOutcome(result: result, usages: pending.usages))
    }
}
