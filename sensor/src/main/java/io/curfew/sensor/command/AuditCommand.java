package io.curfew.sensor.command;

import io.curfew.events.SiteId;
import io.curfew.policy.Device;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.language.Site;
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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

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

    @Option(names = "--site", paramLabel = "SITE", description = "where the files come from; not needed for one site")
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
            paramLabel = "FILE",
            description = "pcap, pcapng or logs, plain or gzip, in the order of time; - is standard input")
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
    public Integer call() {
        Policy policy = policy(policyPath);
        SiteId site = policy == null ? null : site(policy);
        if (policy == null || site == null) {
            return BAD_INPUT;
        }
        if (otherPath == null) {
            return form.flows ? flows(site, policy) : findings(new Audit(site, policy));
        }
        if (form.flows || form.mudOf != null) {
            complain("--against compares findings: leave out --flows and --mud");
            return BAD_INPUT;
        }
        Policy other = policy(otherPath);
        return other == null ? BAD_INPUT : changes(new Comparison(site, other, policy));
    }

    /** Writes while it reads: the flows of a long recording are many. */
    private int flows(SiteId site, Policy policy) {
        try (OutputStream output = new BufferedOutputStream(rawOutput)) {
            JsonVerdicts verdicts = new JsonVerdicts(output);
            Audit audit = new Audit(site, policy, verdicts::write);
            boolean readable = reader().readAll(files, audit::nextCapture);
            verdicts.finish();
            return !readable ? BAD_INPUT : audit.findings().isEmpty() ? NOTHING_FOUND : FINDINGS;
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

    private int findings(Audit audit) {
        boolean readable = reader().readAll(files, audit::nextCapture);
        if (form.mudOf != null) {
            return readable ? profile(audit, form.mudOf) : BAD_INPUT;
        }
        boolean written = written(output -> {
            if (form.devices) {
                JsonDevices.write(audit, output);
            } else if (form.json) {
                JsonFindings.write(audit, output);
            } else {
                output.write(TextFindings.of(audit).getBytes(StandardCharsets.UTF_8));
            }
        });
        return !readable || !written ? BAD_INPUT : audit.findings().isEmpty() ? NOTHING_FOUND : FINDINGS;
    }

    private int changes(Comparison comparison) {
        boolean readable = reader().readAll(files, comparison::nextCapture);
        Impact impact = comparison.impact();
        boolean written = written(output -> {
            if (form.json) {
                JsonImpact.write(impact, output);
            } else {
                output.write(TextImpact.of(impact).getBytes(StandardCharsets.UTF_8));
            }
        });
        return !readable || !written ? BAD_INPUT : impact.begun().isEmpty() ? NOTHING_FOUND : FINDINGS;
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

    private InputReader reader() {
        return new InputReader(input, PipelineLimits.OF_FILES, this::complain);
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

    /** Null when it is not clear which; what to do is told then. */
    private @Nullable SiteId site(Policy policy) {
        List<Site> sites = policy.sites();
        if (siteName == null && sites.size() == 1) {
            return sites.getFirst().id();
        }
        for (Site site : sites) {
            if (site.id().value().equals(siteName)) {
                return site.id();
            }
        }
        String known = sites.stream().map(site -> site.id().value()).collect(Collectors.joining(", "));
        complain(
                siteName == null
                        ? "the policy has several sites: choose one with --site: " + known
                        : "the policy has no site \"" + siteName + "\", only " + known);
        return null;
    }

    private void complain(String what) {
        complaints.println("curfew: " + what);
    }
}
