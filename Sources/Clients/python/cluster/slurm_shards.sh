#!/bin/bash
# `lydite run` as the shards of a Slurm job array; then: lydite merge DIR
#
#   sbatch --array=0-15 slurm_shards.sh 16 DIR [ARGUMENTS OF lydite run]
#
# 16 is the number of all shards: `--array=3,7` does two of them again. DIR is a folder that all nodes share. A task that
# fails or is requeued goes on where its store ends.
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=lydite-%A-%a.log
set -u
most=5
shards=$1
out=$2
shift 2
"${LYDITE:-lydite}" run --out "$out" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
    --jobs "${SLURM_CPUS_PER_TASK:-1}" --quiet "$@"
status=$?
# A wrong option (64) is wrong again the next time.
if [ $status -ne 0 ] && [ $status -ne 64 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt $most ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
fi
exit $status
