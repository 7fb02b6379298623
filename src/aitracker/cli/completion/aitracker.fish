# Completion of aitracker in fish: aitracker completion fish > ~/.config/fish/completions/aitracker.fish

function __aitracker_complete
    # A command that is missing is told on the terminal, whatever becomes of its output.
    command -q aitracker; or return
    set -l words (commandline -opc)
    set -e words[1]
    set -l typed (commandline -ct | string collect)
    for line in (command aitracker completion fish -- $words "$typed" </dev/null 2>/dev/null)
        switch $line
            case :files
                # Fish itself completes a file behind a command without a name; it runs nothing of what is typed.
                set -l front (string match -r -- '^--[^=]*=' "$typed")
                for path in (complete -C "'' "(string replace -r -- '^--[^=]*=' '' "$typed"))
                    printf '%s%s\n' "$front" $path
                end
            case :open
                # Fish decides itself whether a space follows.
            case '*'
                printf '%s\n' $line
        end
    end
end

complete -c aitracker -f -k -a '(__aitracker_complete)'
