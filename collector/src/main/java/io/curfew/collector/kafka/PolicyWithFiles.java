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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    /** A version that says what is news takes no longer to come: one a minute, and Kafka's patience. */
    private static final long LATE_NANOS = Duration.ofMinutes(2).toNanos();

    /** What came of reading with these files, among them what is kept of those that are gone. */
    private record Kept(GivenFiles files, Set<String> gone, PolicyReading reading) {}

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
    private volatile GivenFiles held = GivenFiles.NONE;

    /** The latest document as it was read with them; absent while it has mistakes. */
    private PolicyReading.@Nullable Accepted readWhole;

    /** The files with which the policy in force was read. */
    private GivenFiles inUse = GivenFiles.NONE;

    /** The digests of those that it names, by their names. */
    private Map<String, String> filesInForce = Map.of();

    /** Since when files are news and no version came; absent while none are. */
    private @Nullable Long newsSinceNanos;

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

    /** The names of files that are not here as the latest document tells, but for those that were news a moment ago. */
    List<String> otherFiles() {
        return otherFiles;
    }

    /** Says what is wrong with a text, with the files that there are; changes nothing. */
    PolicyReading check(String text) {
        PolicyReading reading = readKeeping(1, text, files.current()).reading();
        return reading instanceof PolicyReading.Refused
                ? readKeeping(1, text, folder.look()).reading()
                : reading;
    }

    /** Says what is wrong with a text, and nothing of the files that there are. */
    static PolicyReading checkWithoutFiles(String text) {
        return PolicyReader.readWithoutFiles(1, texts(text), GivenFiles.NONE);
    }

    /** A database that is gone stays in use as long as the document has it. */
    private Kept readKeeping(long version, String text, GivenFiles given) {
        PolicyReading reading = PolicyReader.read(version, texts(text), given);
        if (!(reading instanceof PolicyReading.Accepted accepted)
                || accepted.missing().isEmpty()) {
            return new Kept(given, Set.of(), reading);
        }
        Set<String> gone = accepted.missing();
        GivenFiles all = given.with(gone.stream().filter(news::isTold).toList(), held);
        return new Kept(all, gone, PolicyReader.read(version, texts(text), all));
    }

    private static Map<String, String> texts(String text) {
        return Map.of(PolicyLog.FILE, text);
    }

    /** Of the files of a text that was read, the names of those that the latest document has otherwise. */
    List<String> changedFiles(PolicyReading.Accepted read) {
        return news.toldOtherwise(read.files(), read.missing());
    }

    /** Takes a document that is newer than the latest. */
    void take(PolicyDocument document) {
        latest = document;
        news.take(document);
        newsSinceNanos = null;
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

    private PolicyReading read(PolicyDocument document, GivenFiles given) {
        readAtNanos = nanos.getAsLong();
        Kept kept = readKeeping(document.version(), document.text(), given);
        if (kept.reading() instanceof PolicyReading.Accepted read) {
            held = kept.files();
            readWhole = read;
            mistakes = List.of();
            news.read(read.files(), kept.gone());
        }
        return kept.reading();
    }

    /** Has the latest document in force with the files that are here, but for those that wait for a version. */
    private boolean putInForce(PolicyReading.Accepted read) {
        GivenFiles given = withoutNews(held);
        PolicyReading.Accepted judging = read;
        if (!given.equals(held)
                && PolicyReader.read(latest.version(), texts(latest.text()), given)
                        instanceof PolicyReading.Accepted before) {
            judging = before;
        }
        if (isInForce() && judging.files().equals(filesInForce)) {
            return false;
        }
        isWhole = true;
        inUse = given;
        filesInForce = judging.files();
        current = new PolicyInForce(latest, judging.policy());
        return true;
    }

    /** The same files with those that are news as they are in use; such that are not in use stay. */
    private GivenFiles withoutNews(GivenFiles given) {
        GivenFiles before = GivenFiles.NONE.with(news.names(), inUse);
        return before.byName().isEmpty() ? given : before.with(given.byName().keySet(), given);
    }

    /** What is in force with all its files, or has other mistakes, leaves in force what is. */
    private void doWithoutFiles(PolicyReading.Refused refused) {
        mistakes = refused.mistakes();
        readWhole = null;
        GivenFiles given = withoutNews(files.current());
        if (!isInForce()
                && PolicyReader.readWithoutFiles(latest.version(), texts(latest.text()), given)
                        instanceof PolicyReading.Accepted accepted) {
            isWhole = false;
            inUse = given;
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
        Set<String> newsBefore = news.names();
        boolean isReadAgain = files.hasChanged() || isTimeForBrokenFiles();
        if (isReadAgain) {
            readAgain();
            // What changed while it was read has not settled.
            files.look();
        }
        if (mistakes.isEmpty()) {
            news.settle(files);
        }
        PolicyReading.Accepted read = readWhole;
        boolean mayJudgeOtherwise = isReadAgain || !newsBefore.equals(news.names());
        if (read != null && mayJudgeOtherwise && putInForce(read)) {
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
        if (read(latest, files.current()) instanceof PolicyReading.Refused refused
                && !refused.mistakes().equals(mistakes)) {
            doWithoutFiles(refused);
        }
    }

    /** True when the latest document is in force with all its files. */
    private boolean isInForce() {
        return isWhole && current.document().version() == latest.version();
    }

    private void tellOtherFiles() {
        Set<String> others = new TreeSet<>();
        if (mistakes.isEmpty()) {
            others.addAll(news.others());
            others.addAll(lateNews());
        }
        tellOtherFiles(List.copyOf(others));
    }

    /** What has been news for so long that something keeps the version from coming. */
    private Set<String> lateNews() {
        long now = nanos.getAsLong();
        Set<String> names = news.names();
        Long since = names.isEmpty() ? null : newsSinceNanos;
        newsSinceNanos = names.isEmpty() ? null : Objects.requireNonNullElse(since, now);
        return since != null && now - since > LATE_NANOS ? names : Set.of();
    }

    private void tellOtherFiles(List<String> others) {
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
