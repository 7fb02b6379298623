# Completion of aitracker in bash: eval "$(aitracker completion bash)"

_aitracker() {
    # Bash gives the word before the cursor as the second argument, without what stands behind the cursor.
    local typed="${2-${COMP_WORDS[COMP_CWORD]}}" line
    COMPREPLY=()
    while IFS= read -r line; do
        case "$line" in
            '') ;;
            :files) compopt -o default 2>/dev/null ;;
            :open) compopt -o nospace 2>/dev/null ;;
            *) COMPREPLY+=("${line%%$'\t'*}") ;;
        esac
    done <<<"$(command aitracker completion bash -- "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$typed" </dev/null 2>/dev/null)"
}

complete -F _aitracker aitracker
