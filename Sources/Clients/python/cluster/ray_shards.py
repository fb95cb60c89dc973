#!/usr/bin/env python3
"""Runs `lydite run` as N shards on a Ray cluster, one task a shard, and merges them.

usage: ray_shards.py --address ADDRESS --shards N --out DIR [--lydite PATH] -- ARGUMENTS OF lydite run

DIR is a folder that all nodes share. Any worker may die: its shard is asked for again, and goes on where its store
ends. Needs `pip install ray`; a cluster with tokens wants RAY_AUTH_MODE and RAY_AUTH_TOKEN here as on its nodes.
"""
import argparse
import subprocess
import sys

import ray

RETRIES = 5


class ShardFailed(Exception):
    """A shard ended with something left to do."""


# A worker's death is retried by Ray itself, an exit status by name.
@ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=[ShardFailed])
def shard(command, index, count):
    done = subprocess.run(command + ["--shard", "%d/%d" % (index, count), "--jobs", "1", "--quiet"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise ShardFailed("shard %d/%d ended with %d: %s" % (index, count, done.returncode, done.stderr[-500:]))
    return index


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", required=True, help="of the cluster's head, or auto")
    parser.add_argument("--shards", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--lydite", default="lydite")
    parser.add_argument("arguments", nargs="*", help="of lydite run, behind --")
    options = parser.parse_args()
    ray.init(address=options.address, log_to_driver=False)
    command = [options.lydite, "run", "--out", options.out] + options.arguments
    waiting = {shard.remote(command, index, options.shards): index for index in range(options.shards)}
    failed = 0
    while waiting:
        ready, _ = ray.wait(list(waiting), num_returns=1)
        index = waiting.pop(ready[0])
        try:
            ray.get(ready[0])
            print("shard %d/%d is done" % (index, options.shards), flush=True)
        except ray.exceptions.RayError as error:
            failed += 1
            print("shard %d/%d failed: %s" % (index, options.shards, error), file=sys.stderr, flush=True)
    if failed:
        sys.exit("%d shards failed; the same command goes on with them" % failed)
    sys.exit(subprocess.run([options.lydite, "merge", options.out]).returncode)


if __name__ == "__main__":
    main()
