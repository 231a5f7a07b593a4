package io.curfew.sensor.command;

import io.curfew.events.SiteId;
import io.curfew.policy.Device;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.mud.MudExport;
import io.curfew.policy.replay.Impact;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.audit.Audit;
import io.curfew.sensor.audit.Comparison;
import io.curfew.sensor.audit.JsonDevices;
import io.curfew.sensor.audit.JsonFindings;
import io.curfew.sensor.audit.JsonImpact;
import io.curfew.sensor.audit.JsonVerdicts;
import io.curfew.sensor.audit.PolicyFiles;
import io.curfew.sensor.audit.TextFindings;
import io.curfew.sensor.audit.TextImpact;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/** Judges captures and logs by a policy, with no server. */
@Command(
        name = "audit",
        description = "Says which devices in captures and logs break a policy.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing was found",
            "2:the policy or a file cannot be read",
            "3:there are findings, with --against new ones"
        },
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
    private static final int NOTHING_FOUND = 0;
    private static final int BAD_INPUT = 2;
    private static final int FINDINGS = 3;

    @Option(names = "--policy", required = true, paramLabel = "POLICY", description = "a policy file or folder")
    private Path policyPath = Path.of("policy.yaml");

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description = "tell only what POLICY changes against this policy file or folder")
    private @Nullable Path otherPath;

    @Option(
            names = "--site",
            paramLabel = "SITE",
            description = "where the files come from; not needed for one site, nor for files that say it")
    private @Nullable String siteName;

    /** What is printed in place of the report. */
    static final class Form {
        @Option(names = "--json", description = "one finding a line, as JSON")
        private boolean json;

        @Option(names = "--devices", description = "the dossier of one device a line, as JSON; not with --against")
        private boolean devices;

        @Option(names = "--flows", description = "one flow a line with its verdict, as JSON; not with --against")
        private boolean flows;

        @Option(
                names = "--mud",
                paramLabel = "DEVICE",
                description = "what the device did, as a MUD file (RFC 8520); not with --against")
        private @Nullable String mudOf;
    }

    @ArgGroup
    private Form form = new Form();

    @Parameters(
            arity = "1..*",
            paramLabel = "[SITE=]FILE",
            description =
                    "pcap, pcapng or logs, plain or gzip, those of a site in the order of time; - is standard input. Sites are judged together, as if all were watched at once")
    private List<Path> files = List.of();

    @Mixin
    private InputOptions input = new InputOptions();

    private final OutputStream rawOutput;
    private final PrintStream complaints;

    /** Prints to the process's own streams. */
    public AuditCommand() {
        this(new FileOutputStream(FileDescriptor.out), System.err);
    }

    AuditCommand(OutputStream rawOutput, PrintStream complaints) {
        this.rawOutput = rawOutput;
        this.complaints = complaints;
    }

    @Override
    public Integer call() throws InterruptedException {
        Policy policy = policy(policyPath);
        SequencedMap<SiteId, List<Path>> bySite = policy == null ? null : bySite(policy);
        if (policy == null || bySite == null) {
            return BAD_INPUT;
        }
        if (form.mudOf != null && bySite.size() > 1) {
            complain("--mud writes what a device of one site did: leave out the files of other sites");
            return BAD_INPUT;
        }
        if (otherPath == null) {
            Auditor auditor = new Auditor(policy, input, this::complain);
            return form.flows ? flows(auditor, bySite) : findings(auditor.audit(bySite, (_, _) -> {}));
        }
        if (form.flows || form.mudOf != null) {
            complain("--against compares findings: leave out --flows and --mud");
            return BAD_INPUT;
        }
        Policy other = policy(otherPath);
        return other == null ? BAD_INPUT : changes(bySite, other, policy);
    }

    /** Writes while it reads: the flows of a long recording are many. */
    private int flows(Auditor auditor, SequencedMap<SiteId, List<Path>> bySite) throws InterruptedException {
        boolean isOneSite = bySite.size() == 1;
        try (OutputStream output = new BufferedOutputStream(rawOutput)) {
            JsonVerdicts verdicts = new JsonVerdicts(output);
            Auditor.Audited audited =
                    auditor.audit(bySite, (site, judged) -> verdicts.write(isOneSite ? null : site, judged));
            verdicts.finish();
            return exitCode(audited.isReadable(), audited.hasFindings());
        } catch (IOException | UncheckedIOException unwritable) {
            complain("the output cannot be written");
            return BAD_INPUT;
        }
    }

    private int profile(Audit audit, String wanted) {
        Device device = audit.dossier(wanted);
        if (device == null) {
            complain("no device \"" + wanted + "\" was seen, by id, name or MAC address");
            return BAD_INPUT;
        }
        boolean written = written(output -> output.write(MudExport.of(device).getBytes(StandardCharsets.UTF_8)));
        return written ? NOTHING_FOUND : BAD_INPUT;
    }

    private int findings(Auditor.Audited audited) {
        if (form.mudOf != null) {
            return audited.isReadable() ? profile(audited.sites().getFirst(), form.mudOf) : BAD_INPUT;
        }
        boolean written = written(output -> {
            if (form.devices) {
                JsonDevices.write(audited.sites(), output);
            } else if (form.json) {
                JsonFindings.write(audited.sites(), output);
            } else {
                output.write(TextFindings.of(audited.sites()).getBytes(StandardCharsets.UTF_8));
            }
        });
        return exitCode(audited.isReadable() && written, audited.hasFindings());
    }

    /** What sites have in common is not a matter of what a policy changes: each is compared by itself. */
    private int changes(SequencedMap<SiteId, List<Path>> bySite, Policy before, Policy after) {
        InputReader reader = new InputReader(input, PipelineLimits.OF_FILES, this::complain);
        SequencedMap<SiteId, Impact> impacts = new LinkedHashMap<>();
        boolean isReadable = true;
        for (Map.Entry<SiteId, List<Path>> site : bySite.entrySet()) {
            Comparison comparison = new Comparison(site.getKey(), before, after);
            isReadable &= reader.readAll(site.getValue(), comparison::nextCapture);
            impacts.put(site.getKey(), comparison.impact());
        }
        boolean written = written(output -> {
            if (form.json) {
                JsonImpact.write(impacts, output);
            } else {
                output.write(TextImpact.of(impacts).getBytes(StandardCharsets.UTF_8));
            }
        });
        return exitCode(
                isReadable && written,
                impacts.values().stream().anyMatch(impact -> !impact.begun().isEmpty()));
    }

    private interface Writing {
        void to(OutputStream output) throws IOException;
    }

    private boolean written(Writing writing) {
        try (OutputStream output = new BufferedOutputStream(rawOutput)) {
            writing.to(output);
            return true;
        } catch (IOException unwritable) {
            complain("the output cannot be written");
            return false;
        }
    }

    private static int exitCode(boolean isDone, boolean hasFindings) {
        if (!isDone) {
            return BAD_INPUT;
        }
        return hasFindings ? FINDINGS : NOTHING_FOUND;
    }

    /** Null when it cannot be read; its mistakes are told then. */
    private @Nullable Policy policy(Path path) {
        try {
            return switch (PolicyFiles.read(path)) {
                case PolicyReading.Accepted accepted -> {
                    accepted.warnings().forEach(warning -> complaints.println("warning: " + warning));
                    yield accepted.policy();
                }
                case PolicyReading.Refused refused -> {
                    for (Mistake mistake : refused.mistakes()) {
                        complaints.println(mistake);
                    }
                    yield null;
                }
            };
        } catch (IOException unreadable) {
            complain(String.valueOf(unreadable.getMessage()));
            return null;
        }
    }

    /** Null when it is not clear which file is of which site; what to do is told then. */
    private @Nullable SequencedMap<SiteId, List<Path>> bySite(Policy policy) {
        try {
            return SiteFiles.of(files, siteName, policy);
        } catch (SiteFiles.Unclear unclear) {
            complain(String.valueOf(unclear.getMessage()));
            return null;
        }
    }

    private void complain(String what) {
        complaints.println("curfew: " + what);
    }
}
