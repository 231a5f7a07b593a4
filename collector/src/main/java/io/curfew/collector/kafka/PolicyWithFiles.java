package io.curfew.collector.kafka;

import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The latest document of the policy, read with the files that are here. One that names files which are not here is in
 * force without them, since elsewhere it judges sites already, and no site goes back to an older one; once it is in
 * force with its files, they stay as they were while they cannot be read, and a database that goes away stays in use.
 * Files that are {@link FileNews news} wait for a version that says so: until it is taken, the files before judge.
 * Documents are taken and files looked at by one thread; whoever wants to may ask.
 */
final class PolicyWithFiles {
    private static final Logger LOG = Logger.getLogger(PolicyWithFiles.class);
    /** Between looks at files that could not be used: their rights may have changed, and that shows at nothing else. */
    private static final long BROKEN_NANOS = Duration.ofSeconds(5).toNanos();

    private final PolicyFolder folder;
    private final LongSupplier nanos;
    private final SettledFiles files;
    private final FileNews news = new FileNews();
    private volatile PolicyInForce current = PolicyInForce.NONE;
    private volatile PolicyDocument latest = PolicyDocument.NONE;
    private volatile List<Mistake> mistakes = List.of();
    private volatile List<String> otherFiles = List.of();

    /** False while the policy in force lacks files that it names. */
    private boolean isWhole = true;

    /** Until then all is as somebody finds it who starts. */
    private boolean hasLooked;

    private long readAtNanos;

    /** The files with which a document was last read without mistakes. */
    private GivenFiles held = GivenFiles.NONE;

    /** The digests of those in force by their names. */
    private Map<String, String> filesInForce = Map.of();

    /** The latest document with files that are others than those in force; absent when there are none. */
    private PolicyReading.@Nullable Accepted waiting;

    /** @param nanos a steady clock */
    PolicyWithFiles(PolicyFolder folder, LongSupplier nanos) {
        this.folder = folder;
        this.nanos = nanos;
        this.files = new SettledFiles(folder, nanos);
    }

    PolicyInForce current() {
        return current;
    }

    /** The one in force, or a newer one that was passed over here. */
    PolicyDocument latest() {
        return latest;
    }

    /** What the latest document lacks here. */
    List<Mistake> mistakes() {
        return mistakes;
    }

    /** The names of files that are not here as the latest document tells, but for those that are news. */
    List<String> otherFiles() {
        return otherFiles;
    }

    /** Says what is wrong with a text, with the files that there are; changes nothing. */
    PolicyReading check(String text) {
        Map<String, String> texts = Map.of(PolicyLog.FILE, text);
        PolicyReading reading = PolicyReader.read(1, texts, files.current());
        return reading instanceof PolicyReading.Refused ? PolicyReader.read(1, texts, folder.look()) : reading;
    }

    /** Of files, as a text was read with them, the names of those that the latest document has otherwise. */
    List<String> changedFiles(PolicyReading.Accepted read) {
        return news.toldOtherwise(read.files());
    }

    /** Takes a document that is newer than the latest. */
    void take(PolicyDocument document) {
        latest = document;
        news.take(document);
        if (!hasLooked) {
            files.take(files.look());
        }
        switch (readWithNewFiles(document)) {
            case PolicyReading.Accepted accepted -> {
                if (hasLooked) {
                    news.begin(files);
                }
                putInForce(accepted);
                LOG.infof("policy in force, version=%d author=%s", document.version(), document.author());
            }
            case PolicyReading.Refused refused -> doWithoutFiles(refused);
        }
    }

    /** A document may name files that came only now; then those in use may be half written, which cannot be helped. */
    private PolicyReading readWithNewFiles(PolicyDocument document) {
        PolicyReading reading = read(document, files.current());
        if (reading instanceof PolicyReading.Refused) {
            reading = read(document, files.takeNew());
        }
        if (reading instanceof PolicyReading.Refused) {
            GivenFiles looked = files.look();
            if (read(document, looked) instanceof PolicyReading.Accepted accepted) {
                files.take(looked);
                return accepted;
            }
        }
        return reading;
    }

    /** A database that is gone stays in use as long as the document has it. */
    private PolicyReading read(PolicyDocument document, GivenFiles given) {
        readAtNanos = nanos.getAsLong();
        Map<String, String> texts = Map.of(PolicyLog.FILE, document.text());
        PolicyReading reading = PolicyReader.read(document.version(), texts, given);
        if (!(reading instanceof PolicyReading.Accepted accepted)) {
            return reading;
        }
        Set<String> gone = accepted.missing();
        GivenFiles all = given.with(gone.stream().filter(news::isTold).toList(), held);
        PolicyReading whole = gone.isEmpty() ? accepted : PolicyReader.read(document.version(), texts, all);
        if (whole instanceof PolicyReading.Accepted read) {
            held = all;
            mistakes = List.of();
            news.read(read.files(), gone);
        }
        return whole;
    }

    private void putInForce(PolicyReading.Accepted accepted) {
        isWhole = true;
        waiting = null;
        filesInForce = accepted.files();
        current = new PolicyInForce(latest, accepted.policy());
    }

    /** What is in force with all its files, or has other mistakes, leaves in force what is. */
    private void doWithoutFiles(PolicyReading.Refused refused) {
        mistakes = refused.mistakes();
        waiting = null;
        Map<String, String> texts = Map.of(PolicyLog.FILE, latest.text());
        if (!isInForce()
                && PolicyReader.readWithoutFiles(latest.version(), texts, files.current())
                        instanceof PolicyReading.Accepted accepted) {
            isWhole = false;
            current = new PolicyInForce(latest, accepted.policy());
            LOG.errorf(
                    "policy in force without files that it names, version=%d mistakes=%d first=%s",
                    latest.version(), mistakes.size(), mistakes.getFirst());
        } else {
            LOG.errorf(
                    "policy passed over, version=%d mistakes=%d first=%s",
                    latest.version(), mistakes.size(), mistakes.getFirst());
        }
    }

    /** Files may have come, changed or gone; to be called about once a second. */
    void lookAtFiles() {
        boolean hasChanged = files.hasChanged();
        if (hasChanged || isTimeForBrokenFiles()) {
            readAgain();
        }
        if (mistakes.isEmpty()) {
            news.settle(files);
        }
        PolicyReading.Accepted read = waiting;
        if (read != null && (!isInForce() || news.isEmpty())) {
            putInForce(read);
            LOG.infof("policy read again with its files, version=%d", latest.version());
        }
        tellOtherFiles();
        hasLooked = true;
    }

    private boolean isTimeForBrokenFiles() {
        return !mistakes.isEmpty()
                && current.document().version() == latest.version()
                && nanos.getAsLong() - readAtNanos >= BROKEN_NANOS;
    }

    private void readAgain() {
        if (latest.version() == 0) {
            return;
        }
        switch (read(latest, files.current())) {
            case PolicyReading.Accepted accepted ->
                waiting = isInForce() && accepted.files().equals(filesInForce) ? null : accepted;
            case PolicyReading.Refused refused -> {
                if (!refused.mistakes().equals(mistakes)) {
                    doWithoutFiles(refused);
                }
            }
        }
    }

    /** True when the latest document is in force with all its files. */
    private boolean isInForce() {
        return isWhole && current.document().version() == latest.version();
    }

    private void tellOtherFiles() {
        List<String> others = mistakes.isEmpty() ? news.others() : List.of();
        if (!others.equals(otherFiles)) {
            otherFiles = others;
            LOG.infof(
                    "files of the policy that are not as its version says, version=%d files=%s",
                    latest.version(), others);
        }
    }

    /** What the next version is to say of files that have changed here; empty when it would not be whole. */
    Optional<FileNews.Change> change() {
        return mistakes.isEmpty() && isInForce() ? news.change() : Optional.empty();
    }

    /** As {@link FileNews#passOver}. */
    void passOver(Collection<ReadFile> old) {
        news.passOver(old);
    }
}
