import Testing

@testable import LyditeSandbox

@Suite struct ZygotePoolTests {
    private func key(_ tier: Int) -> ZygotePool.Key {
        ZygotePool.Key(tool: "/p", environment: [], paths: [], stackBytes: 1, tier: tier)
    }

    @Test func `a kind of run is warm when it has come often enough`() {
        var pool = ZygotePool()
        for _ in 0..<ZygotePool.runsBefore {
            #expect(pool.choose(key(0), isEager: false) == .cold)
        }
        #expect(pool.choose(key(0), isEager: false) == .start(1, ending: []))
        #expect(pool.choose(key(0), isEager: false) == .warm(1))
        #expect(pool.choose(key(1), isEager: false) == .cold)
        #expect(pool.choose(key(1), isEager: true) == .start(2, ending: []))
    }

    @Test func `a zygote is replaced after its runs`() {
        var pool = ZygotePool()
        #expect(pool.choose(key(0), isEager: true) == .start(1, ending: []))
        for _ in 1..<ZygotePool.maximumRuns {
            #expect(pool.choose(key(0), isEager: true) == .warm(1))
        }
        #expect(pool.choose(key(0), isEager: true) == .start(2, ending: [1]))
    }

    @Test func `the one that waited longest gives way`() {
        var pool = ZygotePool()
        for tier in 0..<ZygotePool.maximumCount { _ = pool.choose(key(tier), isEager: true) }
        _ = pool.choose(key(0), isEager: true)
        let choice = pool.choose(key(99), isEager: true)
        #expect(choice == .start(UInt32(ZygotePool.maximumCount + 1), ending: [2]))
        #expect(pool.count == ZygotePool.maximumCount)
    }

    @Test func `what did not start is not tried again, what failed is`() {
        var pool = ZygotePool()
        _ = pool.choose(key(0), isEager: true)
        pool.giveUp(key(0))
        #expect(pool.choose(key(0), isEager: true) == .cold)
        _ = pool.choose(key(1), isEager: true)
        #expect(pool.retire(key(1)) == 2)
        #expect(pool.choose(key(1), isEager: true) == .start(3, ending: []))
    }
}
