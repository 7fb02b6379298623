#!/bin/sh
# Runs one fuzzer for so many seconds, going on after each finding: run.sh reading|query SECONDS FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=$1 folder=$3
end=$(($(date +%s) + $2))
words=$here/yaml.dict
[ "$target" = reading ] || words=$here/sql.dict
python "$here/seeds.py" "$folder/seeds"
mkdir -p "$folder/$target/corpus" "$folder/$target/found"
while left=$((end - $(date +%s))) && [ "$left" -gt 0 ]; do
    python "$here/$target.py" "$folder/$target/corpus" "$folder/seeds/$target" \
        -max_total_time="$left" -dict="$words" -artifact_prefix="$folder/$target/found/" \
        -max_len=8192 -timeout=30 -rss_limit_mb=3000 -print_final_stats=1 >>"$folder/$target/log" 2>&1 || true
done
