#compdef aitracker
# Completion of aitracker in zsh: eval "$(aitracker completion zsh)", or this as a file _aitracker in a folder of fpath.

_aitracker() {
    local line
    local -a offers space any
    # (Q) takes quotes away and expands nothing.
    for line in "${(@f)$(command aitracker completion zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" </dev/null 2>/dev/null)}"; do
        case $line in
            ('') ;;
            (:files) [[ $PREFIX == --*=* ]] && compset -P '*='; _files; return ;;
            (:open) space=(-S '') ;;
            (*) offers+=("${line/$'\t'/:}") ;;
        esac
    done
    # Ids that are offered for a part of a name begin otherwise; of several the word stays as it is typed.
    if [[ -n $offers && ${(L)offers[1]%%:*} != ${(Lb)${(Q)PREFIX}}* ]]; then
        any=(-U)
        (( $#offers > 1 )) && compstate[insert]= compstate[list]='list force'
    fi
    _describe -V aitracker offers -M 'm:{a-zA-Z}={A-Za-z}' "${space[@]}" "${any[@]}"
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _aitracker "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _aitracker aitracker
fi
