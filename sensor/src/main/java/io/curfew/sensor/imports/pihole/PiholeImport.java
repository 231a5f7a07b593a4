package io.curfew.sensor.imports.pihole;

import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.Import;
import io.curfew.sensor.imports.log.JsonFields;
import io.curfew.sensor.imports.log.LoggedAddress;
import io.curfew.sensor.imports.log.LoggedText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks a Pi-hole of version 6, each 5 s, which questions came since, and each minute for its leases. Asks for at most
 * {@value #MOST_PAGES} pages of {@value #PAGE} questions at once: what is older is counted as lost. Begins with the
 * questions that come after the newest one of the first answer. Goes by the Pi-hole's own times and numbers, whatever
 * the sensor's clock says.
 */
public final class PiholeImport implements Import {
    static final int PAGE = 500;
    static final int MOST_PAGES = 20;

    /** Questions of the same second may still come while it asks for pages, and move them. */
    private static final int MORE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(PiholeImport.class);
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final Duration LEASES_EACH = Duration.ofMinutes(1);

    /** The interface knows whole seconds only, and questions that came at once may stand in any order. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final int MOST_TIMES_OPEN = 2;
    private static final int MOST_LEASES = 4_096;
    private static final int MOST_REMEMBERED = 2 * PAGE * MOST_PAGES;
    private static final int DHCP_SERVER_PORT = 67;
    private static final int LONGEST_NAME = 255;

    private final PiholeSettings settings;
    private final Clock clock;
    private final ObservationSink sink;
    private final PiholeSession session;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** The newest questions that were told, so that asking for the same seconds again repeats none. */
    private final Map<Long, Boolean> told = new LinkedHashMap<>();

    /** How often a question was seen whose answer may still come. */
    private Map<Long, Integer> open = new HashMap<>();

    private final Map<String, String> leases = new LinkedHashMap<>();
    private final Map<String, Long> notUnderstood = new TreeMap<>();
    private @Nullable Thread asker;
    private @Nullable String problem = "not started";

    /** From when on to ask, by the Pi-hole's clock. */
    private @Nullable Instant from;

    /** The last question that is not told, as it came before the first answer. */
    private long before = -1;

    private long newest = -1;
    private @Nullable Instant leasesAt;
    private @Nullable Instant lastAt;
    private long items;
    private long lost;
    private long observations;

    public PiholeImport(PiholeSettings settings, Clock clock, ObservationSink sink) {
        this.settings = settings;
        this.clock = clock;
        this.sink = sink;
        this.session = new PiholeSession(settings);
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().name("import pihole").daemon().unstarted(this::run);
        asker = thread;
        thread.start();
    }

    private void run() {
        try {
            do {
                step();
            } while (!closed.await(EACH.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (Throwable bug) {
            LOG.atError().addKeyValue("import", "pihole").setCause(bug).log("an import ended by a bug");
            trouble("ended by a bug: " + bug);
        } finally {
            session.close();
        }
    }

    /** Asks once. */
    void step() throws InterruptedException {
        Instant now = clock.instant();
        try {
            // Either way: the clock may have been set back.
            if (leasesAt == null || Duration.between(leasesAt, now).abs().compareTo(LEASES_EACH) >= 0) {
                leases(now);
                leasesAt = now;
            }
            if (from == null) {
                begin(newest());
            } else {
                questions(from);
            }
            well();
        } catch (IOException unanswered) {
            // What is no HTTP is quoted there.
            trouble(LoggedText.of(unanswered.getMessage() == null ? unanswered.toString() : unanswered.getMessage()));
        }
    }

    private @Nullable JsonFields newest() throws IOException, InterruptedException {
        List<JsonFields> one = PiholeQuestions.questions(session.get("/api/queries?length=1"), 1)
                .entries();
        return one.isEmpty() ? null : one.getFirst();
    }

    /** Takes what comes after an entry; everything when there is none. */
    private void begin(@Nullable JsonFields entry) {
        Instant at = entry == null ? null : PiholeQuestions.at(entry);
        from = at == null ? Instant.EPOCH : at.minus(AGAIN);
        before = entry == null ? -1 : PiholeQuestions.number(entry);
        newest = before;
        told.clear();
        open.clear();
    }

    /** One page at a time, the oldest first, so that no more than one is in memory. */
    private void questions(Instant since) throws IOException, InterruptedException {
        String asked = "/api/queries?from=" + since.getEpochSecond();
        PiholeQuestions.Part page = page(asked, 0, PAGE);
        Telling telling = new Telling(since);
        long newestBefore = newest;
        if (page.entries().size() == PAGE) {
            // What comes while it asks is for the next time: it would move all pages.
            asked += "&until=" + (latest(page.entries(), since).getEpochSecond() + 1);
            pages(asked, telling);
        } else {
            telling.take(page.entries());
        }
        open = telling.stillOpen;
        from = telling.next();
        if (newest == newestBefore) {
            lookBehind(since);
        }
    }

    private void pages(String asked, Telling telling) throws IOException, InterruptedException {
        int pages = 1;
        PiholeQuestions.Part oldest = page(asked, 0, PAGE);
        while (oldest.entries().size() == PAGE && pages < MOST_PAGES) {
            oldest = page(asked, pages * PAGE, PAGE);
            pages++;
        }
        if (oldest.entries().size() == PAGE) {
            addOlder(oldest, pages * PAGE);
        }
        for (int number = pages - 1; number >= 0; number--) {
            int more = number < MOST_PAGES - 1 ? MORE : 0;
            telling.take(page(asked, number * PAGE, PAGE + more).entries());
        }
    }

    /** Counts what came since the newest one known and is older than the pages. */
    private void addOlder(PiholeQuestions.Part oldest, int inPages) {
        long older = PiholeQuestions.number(oldest.entries().getLast()) - newest - 1;
        if (older > 0) {
            addLost(Math.max(1, Math.min(older, oldest.ofAll() - inPages)));
        }
    }

    private PiholeQuestions.Part page(String asked, int start, int length) throws IOException, InterruptedException {
        return PiholeQuestions.questions(session.get(asked + "&length=" + length + "&start=" + start), length);
    }

    private static Instant latest(List<JsonFields> entries, Instant since) {
        Instant latest = since;
        for (JsonFields entry : entries) {
            Instant at = PiholeQuestions.at(entry);
            latest = at != null && at.isAfter(latest) ? at : latest;
        }
        return latest;
    }

    /** Tells what is new of the questions since a moment. */
    private final class Telling {
        private final Map<Long, Integer> stillOpen = new HashMap<>();
        private final Instant since;
        private Instant latest;
        private Instant oldestOpen = Instant.MAX;

        private Telling(Instant since) {
            this.since = since;
            this.latest = since;
        }

        private void take(List<JsonFields> newestFirst) {
            for (JsonFields entry : newestFirst.reversed()) {
                long number = PiholeQuestions.number(entry);
                if (number <= before || told.containsKey(number) || stillOpen.containsKey(number)) {
                    continue;
                }
                Instant at = PiholeQuestions.at(entry);
                newest = Math.max(newest, number);
                latest = at != null && at.isAfter(latest) ? at : latest;
                int timesOpen = open.getOrDefault(number, 0);
                if (PiholeQuestions.isOpen(entry) && at != null && timesOpen < MOST_TIMES_OPEN) {
                    stillOpen.put(number, timesOpen + 1);
                    oldestOpen = at.isBefore(oldestOpen) ? at : oldestOpen;
                } else {
                    tell(number, entry);
                }
            }
        }

        /** From when on to ask next. */
        private Instant next() {
            Instant next = (latest.isBefore(oldestOpen) ? latest : oldestOpen).minus(AGAIN);
            return next.isAfter(since) ? next : since;
        }
    }

    /** Nothing new came. Where the Pi-hole's clock was set back, or it counts anew, what is new would never come. */
    private void lookBehind(Instant since) throws IOException, InterruptedException {
        JsonFields entry = newest();
        Instant at = entry == null ? null : PiholeQuestions.at(entry);
        if (entry == null || at == null) {
            return;
        }
        long number = PiholeQuestions.number(entry);
        if (number < newest || (number > newest && at.getEpochSecond() < since.getEpochSecond())) {
            begin(entry);
            addLost(1);
        }
    }

    private void tell(long number, JsonFields entry) {
        told.put(number, true);
        if (told.size() > MOST_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        IpAddress server = settings.server() == null ? IpAddress.v4(0) : settings.server();
        DnsObservation dns = PiholeQuestions.observation(entry, server);
        count(dns, "question");
        if (dns != null) {
            accept(dns);
        }
    }

    private synchronized void accept(Observation observation) {
        observations++;
        lastAt = lastAt == null || observation.at().isAfter(lastAt) ? observation.at() : lastAt;
        sink.accept(observation);
    }

    private synchronized void count(@Nullable Object understood, String reason) {
        items++;
        if (understood == null) {
            notUnderstood.merge(reason, 1L, Long::sum);
        }
    }

    private synchronized void addLost(long more) {
        lost += more;
    }

    private synchronized void well() {
        problem = null;
    }

    private void leases(Instant now) throws IOException, InterruptedException {
        for (JsonFields lease : PiholeQuestions.leases(session.get("/api/dhcp/leases"), MOST_LEASES)) {
            MacAddress mac = LoggedAddress.mac(lease.text("hwaddr"));
            IpAddress ip = LoggedAddress.ip(lease.text("ip"));
            String key = lease.text("hwaddr") + ' ' + lease.text("ip");
            String expires = LoggedText.of(lease.text("expires"));
            if (expires.equals(leases.get(key))) {
                continue;
            }
            count(mac == null ? null : ip, "lease");
            if (mac == null || ip == null) {
                continue;
            }
            leases.put(key, expires);
            if (leases.size() > MOST_LEASES) {
                leases.remove(leases.keySet().iterator().next());
            }
            String name = lease.text("name");
            boolean isNamed = !name.isEmpty() && !name.equals("*") && name.length() <= LONGEST_NAME;
            IpAddress server = settings.server();
            accept(new DhcpObservation(
                    now,
                    "ack",
                    mac,
                    new Endpoint(null, server == null ? IpAddress.v4(0) : server, DHCP_SERVER_PORT),
                    ip,
                    null,
                    isNamed ? name : null,
                    null,
                    List.of(),
                    server,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null));
        }
    }

    private synchronized void trouble(String what) {
        if (!what.equals(problem)) {
            LOG.atWarn()
                    .addKeyValue("import", "pihole")
                    .addKeyValue("reason", what)
                    .log("cannot ask a pi-hole");
        }
        problem = what;
    }

    @Override
    public synchronized List<SourceStatus> sources() {
        return List.of(new SourceStatus(
                "pihole",
                settings.url().toString(),
                true,
                false,
                true,
                true,
                items,
                notUnderstood,
                lost,
                observations,
                lastAt,
                0,
                1,
                problem));
    }

    @Override
    public void stop() {
        closed.countDown();
    }

    @Override
    public void finish(Duration patience) {
        Thread thread = asker;
        if (thread == null) {
            session.close();
            return;
        }
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
