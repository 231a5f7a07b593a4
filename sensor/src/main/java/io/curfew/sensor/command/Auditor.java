package io.curfew.sensor.command;

import io.curfew.events.SiteId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.language.Policy;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.audit.Audit;
import io.curfew.sensor.audit.InOrderOfTime;
import io.curfew.sensor.audit.SitesAudit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads the files of sites and judges them: those of one site one after the other, those of several at once. */
final class Auditor {
    private final Policy policy;
    private final InputOptions input;
    private final Consumer<String> complaints;

    Auditor(Policy policy, InputOptions input, Consumer<String> complaints) {
        this.policy = policy;
        this.input = input;
        this.complaints = complaints;
    }

    /**
     * What was judged.
     *
     * @param sites what became of each, in the order in which they were named
     * @param isReadable false when a file could not be read; what could be was judged
     */
    record Audited(List<Audit> sites, boolean isReadable) {
        Audited {
            sites = List.copyOf(sites);
        }

        boolean hasFindings() {
            return sites.stream().anyMatch(site -> !site.findings().isEmpty());
        }
    }

    /** @param listener is told each observation and its site as soon as it is judged */
    Audited audit(SequencedMap<SiteId, List<Path>> bySite, BiConsumer<SiteId, JudgedObservation> listener)
            throws InterruptedException {
        return bySite.size() == 1
                ? auditOne(bySite.firstEntry().getKey(), bySite.firstEntry().getValue(), listener)
                : auditSeveral(bySite, listener);
    }

    private Audited auditOne(SiteId site, List<Path> files, BiConsumer<SiteId, JudgedObservation> listener) {
        InputReader reader = new InputReader(input, PipelineLimits.OF_FILES, complaints);
        Audit audit = new Audit(site, policy, judged -> listener.accept(site, judged));
        boolean isReadable = reader.readAll(files, audit::nextCapture);
        return new Audited(List.of(audit), isReadable);
    }

    /** As many files are open as there are sites: each is read with the limits of a sensor. */
    private Audited auditSeveral(
            SequencedMap<SiteId, List<Path>> bySite, BiConsumer<SiteId, JudgedObservation> listener)
            throws InterruptedException {
        InputReader reader = new InputReader(input, PipelineLimits.DEFAULT, complaints);
        SitesAudit audit = new SitesAudit(bySite.keySet(), policy, listener);
        AtomicBoolean isReadable = new AtomicBoolean(true);
        List<InOrderOfTime.Reader> readers = new ArrayList<>();
        for (Map.Entry<SiteId, List<Path>> site : bySite.entrySet()) {
            readers.add(relay -> {
                boolean isRead = reader.readAll(site.getValue(), () -> relay.to(audit.nextCapture(site.getKey())));
                if (!isRead) {
                    isReadable.set(false);
                }
            });
        }
        InOrderOfTime.read(readers);
        if (audit.letGo() > 0) {
            complaints.accept("so much was new that " + audit.letGo()
                    + " of what sites may have in common was forgotten early: not all of it is told");
        }
        return new Audited(audit.audits(), isReadable.get());
    }
}
