# Completion of ./curfew for bash:  source deploy/completion/curfew.bash

_curfew() {
  local word=${COMP_WORDS[COMP_CWORD]}
  local options
  # The file in SITE=FILE is a word of its own.
  [ "$word" != "=" ] || word=
  local commands="up status demo down reindex read audit run check test bench fuzz chaos help"
  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
    return
  fi
  case ${COMP_WORDS[1]}:$word in
    up:-*) mapfile -t COMPREPLY < <(compgen -W "--bind --without-collector --help" -- "$word") ;;
    status:-*) mapfile -t COMPREPLY < <(compgen -W "--json --help" -- "$word") ;;
    demo:-*) mapfile -t COMPREPLY < <(compgen -W "--speed --replace-policy --help" -- "$word") ;;
    read:-*)
      mapfile -t COMPREPLY < <(compgen -W "--json --format --zone --server --community-id-seed --help" -- "$word")
      ;;
    audit:-*)
      mapfile -t COMPREPLY < <(compgen -W "--policy --against --site --devices --flows --mud --json --format --zone --server --help" -- "$word")
      ;;
    run:-*) mapfile -t COMPREPLY < <(compgen -W "--config --help" -- "$word") ;;
    check:-*) mapfile -t COMPREPLY < <(compgen -W "--config --policy --help" -- "$word") ;;
    reindex:-*)
      mapfile -t COMPREPLY < <(compgen -W "--watch --kafka --kafka-config --opensearch --group --help" -- "$word")
      ;;
    fuzz:-*) mapfile -t COMPREPLY < <(compgen -W "--seconds --seed --help" -- "$word") ;;
    bench:-*)
      case ${COMP_WORDS[2]} in
        sensor) options="--runs --kafka --only --steady --check" ;;
        live) options="--rate --seconds --packets --idle --no-tls --sender-first --check --most-mib --most-idle" ;;
        collector) options="--sites --devices --observations --only --threads --check" ;;
        what-if) options="--observations --devices --neighbors --again --check" ;;
        latency) options="--rate --seconds --policies --warm-up --settle --heap --check" ;;
        index) options="--observations --check" ;;
        api) options="--observations --sites --times --only --sums-only --check" ;;
        *) options= ;;
      esac
      mapfile -t COMPREPLY < <(compgen -W "$options --help" -- "$word")
      ;;
    chaos:-*)
      mapfile -t COMPREPLY < <(compgen -W "--seed --standby --sites --devices --seconds --pace --partitions --collectors --deeds --policies --help" -- "$word")
      ;;
    *:-*) mapfile -t COMPREPLY < <(compgen -W "--help" -- "$word") ;;
    fuzz:*) mapfile -t COMPREPLY < <(compgen -W "api" -- "$word") ;;
    chaos:*) mapfile -t COMPREPLY < <(compgen -W "collector" -- "$word") ;;
    bench:*) mapfile -t COMPREPLY < <(compgen -W "sensor live collector what-if latency index api hours stack" -f -- "$word") ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
  esac
}
complete -o filenames -F _curfew curfew ./curfew
