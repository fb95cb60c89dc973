import Testing

/// A program that does what programs do, and what it prints.
struct HonestProgram: CustomTestStringConvertible, Sendable {
    var name: String
    var language = "python"
    var source: String
    var inputBytes = 0
    var output: String

    var testDescription: String { "\(language): \(name)" }

    static let all = [
        HonestProgram(
            name: "sixteen threads at once",
            source: """
                import threading, time
                t = [threading.Thread(target=time.sleep, args=(.2,)) for i in range(16)]
                for x in t: x.start()
                for x in t: x.join()
                print('ok')
                """,
            output: "ok\n"),
        HonestProgram(
            name: "pools of threads and processes",
            source: """
                from multiprocessing import Pool
                from concurrent.futures import ThreadPoolExecutor
                def f(x): return x * x
                if __name__ == '__main__':
                    with Pool(3) as p: print(sum(p.map(f, range(9))))
                    with ThreadPoolExecutor(8) as e: print(sum(e.map(f, range(9))))
                """,
            output: "204\n204\n"),
        HonestProgram(
            name: "files, children and deep recursion",
            source: """
                import asyncio, subprocess, sys, tempfile
                with tempfile.NamedTemporaryFile() as f: print(f.write(b'x'))
                print(subprocess.run([sys.executable, '-c', 'print(5)'], capture_output=True, text=True).stdout)
                sys.setrecursionlimit(99999)
                def f(n): return 0 if n == 0 else 1 + f(n - 1)
                print(f(30000))
                asyncio.run(asyncio.sleep(.01))
                """,
            output: "1\n5\n\n30000\n"),
        HonestProgram(
            name: "a long input", source: "import sys; print(len(sys.stdin.read()))",
            inputBytes: 10_000_000, output: "10000000\n"),
        HonestProgram(
            name: "sixteen threads at once", language: "cpp",
            source: """
                #include <atomic>
                #include <cstdio>
                #include <thread>
                #include <unistd.h>
                #include <vector>
                int main() {
                    std::atomic<int> n{0};
                    std::vector<std::thread> t;
                    for (int i = 0; i < 16; i++) t.emplace_back([&] { delete new int[999]; usleep(99999); n++; });
                    for (auto &x : t) x.join();
                    printf("%d\\n", n.load());
                }
                """,
            output: "16\n"),
        HonestProgram(
            name: "files, timers and workers", language: "javascript",
            source: """
                const fs = require('fs'), { Worker } = require('worker_threads');
                fs.writeFileSync('a.txt', 'hi');
                new Worker('require("worker_threads").parentPort.postMessage(4)', { eval: true })
                    .on('message', m => setTimeout(async () => { await null; console.log(fs.readFileSync('a.txt', 'utf8'), m) }, 5));
                """,
            output: "hi 4\n"),
        HonestProgram(
            name: "pipes, jobs and files", language: "bash",
            source: """
                seq 1000 | sort -rn | head -2; x=$(mktemp); echo a > "$x"; echo > /dev/null
                for i in 1 2; do (sleep .1; echo "$i" > "o$i") & done; wait; cat o1 o2 <(cat "$x")
                """,
            output: "1000\n999\n1\n2\na\n"),
    ]
}
