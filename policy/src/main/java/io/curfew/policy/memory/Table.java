package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Trait;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One kind of row in a {@link SiteMemory}. Holds at most {@link #capacity()} rows. Each key has a text of its own,
 * {@code toString}, by which rows are put in order. Where rows are owed to somebody who could fill the table, whoever
 * has more than a {@value #SHARES}th of it makes room first.
 *
 * @param <K> the key
 * @param <V> the row
 */
public final class Table<K, V> {
    private static final int MOST_DEVICES = 4_096;
    private static final int SHARES = 16;

    /** The site itself; its only key is {@link #ONLY}. */
    public static final Table<String, SiteFacts> SITE =
            new Table<>(0, "site", 1, String.class, SiteFacts.class, SiteFacts::firstSeen);

    /** Who the devices are. */
    public static final Table<DeviceId, DeviceFacts> DEVICES =
            ofDevices(1, "devices", DeviceFacts.class, DeviceFacts::changed);

    /** Which MAC address has an address. */
    public static final Table<IpAddress, Binding> BINDINGS = new Table<>(
                    2, "bindings", 8_192, IpAddress.class, Binding.class, Binding::last)
            .sharedBy((_, binding) -> binding.mac());

    /** What a device was answered. */
    public static final Table<AnswerKey, Answers> ANSWERS_TO_DEVICES = new Table<>(
                    3, "answers-to-devices", 65_536, AnswerKey.class, Answers.class, Table::latest)
            .sharedBy((key, _) -> key.device());

    /** What any device of the site was answered. */
    public static final Table<IpAddress, Answers> ANSWERS_TO_SITE = new Table<>(
                    4, "answers-to-site", 65_536, IpAddress.class, Answers.class, Table::latest)
            .sharedBy((_, answers) -> answers.by());

    /** Whom the devices talked to. */
    public static final Table<PeerKey, Device.PeerUse> PEERS =
            new Table<>(5, "peers", 262_144, PeerKey.class, Device.PeerUse.class, Device.PeerUse::last);

    /** What the devices asked for. */
    public static final Table<QuestionKey, Device.NameUse> QUESTIONS =
            new Table<>(6, "questions", 262_144, QuestionKey.class, Device.NameUse.class, Device.NameUse::last);

    /** Which servers the devices asked. */
    public static final Table<ServerKey, Device.ServerUse> SERVERS =
            new Table<>(7, "servers", 65_536, ServerKey.class, Device.ServerUse.class, Device.ServerUse::last);

    /** Flows that have not ended. */
    public static final Table<FlowKey, OpenFlow> FLOWS =
            new Table<>(8, "flows", 65_536, FlowKey.class, OpenFlow.class, OpenFlow::last);

    /** Devices whose dossier has changed since it was published, with the time from which it is due. */
    public static final Table<DeviceId, Instant> UNPUBLISHED =
            ofDevices(9, "unpublished", Instant.class, Function.identity());

    /**
     * Alerts by id, as they were when they last turned or were worded; how often they happened, and their evidence, lie
     * in {@link #OCCURRENCES}, {@link #PAST_HOURS} and {@link #EXHIBITS}.
     */
    public static final Table<String, Alert> ALERTS =
            new Table<>(10, "alerts", 16_384, String.class, Alert.class, Alert::last);

    /** What devices try without getting anywhere. */
    public static final Table<SweepKey, Sweep> SWEEPS = new Table<>(
                    11, "sweeps", 2_048, SweepKey.class, Sweep.class, Sweep::last)
            .sharedBy((key, _) -> key.device());

    /** When an alert has to be looked at next because time has passed; its only key is {@link #ONLY}. */
    public static final Table<String, Instant> ALERTS_DUE =
            new Table<>(12, "alerts-due", 1, String.class, Instant.class, Function.identity());

    /** How devices try to reach whom they do not reach. */
    public static final Table<ContactKey, Effort> EFFORTS = new Table<>(
                    13, "efforts", 16_384, ContactKey.class, Effort.class, Effort::last)
            .sharedBy((key, _) -> key.device());

    /** Devices that may have rows in {@link #EFFORTS}, with the time at which the latest of them began. */
    public static final Table<DeviceId, Instant> TRYING = ofDevices(14, "trying", Instant.class, Function.identity());

    /** What is usual for the devices. */
    public static final Table<DeviceId, Habit> HABITS = ofDevices(15, "habits", Habit.class, Habit::last);

    /** Where the devices have been on the internet. */
    public static final Table<DeviceId, Places> PLACES = ofDevices(16, "places", Places.class, Places::recentSince);

    /** How regularly devices turn to peers that they did not know from the start. */
    public static final Table<ContactKey, Rhythm> RHYTHMS = new Table<>(
                    17, "rhythms", 16_384, ContactKey.class, Rhythm.class, Rhythm::last)
            .sharedBy((key, _) -> key.device());

    /** What is missing in what is known about the site; its only key is {@link #ONLY}. */
    public static final Table<String, Gaps> GAPS =
            new Table<>(18, "gaps", 1, String.class, Gaps.class, Gaps::watchedSince);

    /** Which versions of the policy were in force; its only key is {@link #ONLY}. */
    public static final Table<String, PolicyChanges> POLICIES =
            new Table<>(19, "policies", 1, String.class, PolicyChanges.class, changes -> Instant.EPOCH);

    /** What devices are told by besides their addresses. */
    public static final Table<DeviceId, Marks> MARKS = ofDevices(20, "marks", Marks.class, Marks::last);

    /** Who bears a mark that few devices share. */
    public static final Table<MarkKey, MarkBearers> MARK_BEARERS =
            new Table<>(21, "mark-bearers", 16_384, MarkKey.class, MarkBearers.class, MarkBearers::last);

    /** What each device did on its latest day. */
    public static final Table<DeviceId, DeviceDay> DAYS = ofDevices(22, "days", DeviceDay.class, Table::start);

    /** What each device did on the days before. */
    public static final Table<DeviceId, PastDays> PAST_DAYS =
            ofDevices(23, "past-days", PastDays.class, PastDays::last);

    /** What people say of devices. */
    public static final Table<DeviceId, Remark> REMARKS = ofDevices(24, "remarks", Remark.class, Remark::at);

    /**
     * What the site told the second step, and when last; a MAC address stands there by the device that bears it, a
     * model with whom it contacts.
     */
    public static final Table<Trait, Instant> SIGHTED =
            new Table<>(25, "sighted", 65_536, Trait.class, Instant.class, Function.identity());

    /** Who claims which address. */
    public static final Table<HolderKey, Holder> HOLDERS = new Table<>(
                    26, "holders", 8_192, HolderKey.class, Holder.class, Holder::last)
            .sharedBy((_, holder) -> holder.mac());

    /** In which zones devices are at home. */
    public static final Table<DeviceId, Haunts> HAUNTS = ofDevices(27, "haunts", Haunts.class, Haunts::last);

    /** Whom devices turn to by what administrators use. */
    public static final Table<DeviceId, Reach> REACHES = ofDevices(28, "reaches", Reach.class, Reach::last);

    /** Who offers services to the others of a segment. */
    public static final Table<OfferKey, Offer> OFFERS =
            new Table<>(29, "offers", 1_024, OfferKey.class, Offer.class, Offer::last);

    /** By what devices are recognised besides their MAC address. */
    public static final Table<DeviceId, Likeness> LIKENESSES =
            ofDevices(30, "likenesses", Likeness.class, Likeness::last);

    /** How the sensors are. */
    public static final Table<SensorId, SensorFacts> SENSORS =
            new Table<>(31, "sensors", 256, SensorId.class, SensorFacts.class, SensorFacts::heard);

    /** Observations that are far ahead of the site's time; its only key is {@link #ONLY}. */
    public static final Table<String, Leap> LEAP_AHEAD =
            new Table<>(32, "leap-ahead", 1, String.class, Leap.class, Leap::since);

    /** Reports that are far behind the site's time; its only key is {@link #ONLY}. */
    public static final Table<String, Leap> LEAP_BACK =
            new Table<>(33, "leap-back", 1, String.class, Leap.class, Leap::since);

    /** Who had the addresses that have changed hands. */
    public static final Table<IpAddress, Tenancies> TENANCIES = new Table<>(
                    34, "tenancies", 4_096, IpAddress.class, Tenancies.class, Tenancies::last)
            .sharedBy((_, tenancies) -> tenancies.latest());

    /** How often the matters of alerts happened, by the alert's id. An alert goes when its row here makes room. */
    public static final Table<String, Occurrences> OCCURRENCES =
            new Table<>(35, "occurrences", 16_384, String.class, Occurrences.class, Occurrences::last);

    /** The same by hours, the latest hour apart. */
    public static final Table<String, PastHours> PAST_HOURS =
            new Table<>(36, "past-hours", 16_384, String.class, PastHours.class, Table::end);

    /** Where the keeping of hours stands; its only key is {@link #ONLY}. */
    public static final Table<String, HourLedger> HOUR_LEDGER =
            new Table<>(37, "hour-ledger", 1, String.class, HourLedger.class, _ -> Instant.EPOCH);

    /** Alerts that happened again since they were told of, with the time from which that is due. */
    public static final Table<String, Instant> UNTOLD =
            new Table<>(38, "untold", 16_384, String.class, Instant.class, Function.identity());

    /** Whom the devices talk to: what lies in {@link #PEERS}. */
    public static final Table<DeviceId, KnownPeers> KNOWN_PEERS =
            ofDevices(39, "known-peers", KnownPeers.class, _ -> Instant.EPOCH);

    /** What the devices ask for: what lies in {@link #QUESTIONS}. */
    public static final Table<DeviceId, KnownQuestions> KNOWN_QUESTIONS =
            ofDevices(40, "known-questions", KnownQuestions.class, _ -> Instant.EPOCH);

    /** When the devices were last seen, to ten seconds. A device goes when its row here makes room. */
    public static final Table<DeviceId, Instant> SEEN = ofDevices(41, "seen", Instant.class, Function.identity());

    /** What the latest hours sum up to. Told of, never evicted: whoever fills it empties it. */
    public static final Table<HourKey, HourCounts> HOURS =
            new Table<>(42, "hours", 8_192, HourKey.class, HourCounts.class, HourCounts::last);

    /** What shows the matters of alerts, by the alert's id. */
    public static final Table<String, Exhibits> EXHIBITS =
            new Table<>(43, "exhibits", 16_384, String.class, Exhibits.class, Table::latest);

    /** Every table; the place of a table is its ordinal. */
    public static final List<Table<?, ?>> ALL = List.of(
            SITE,
            DEVICES,
            BINDINGS,
            ANSWERS_TO_DEVICES,
            ANSWERS_TO_SITE,
            PEERS,
            QUESTIONS,
            SERVERS,
            FLOWS,
            UNPUBLISHED,
            ALERTS,
            SWEEPS,
            ALERTS_DUE,
            EFFORTS,
            TRYING,
            HABITS,
            PLACES,
            RHYTHMS,
            GAPS,
            POLICIES,
            MARKS,
            MARK_BEARERS,
            DAYS,
            PAST_DAYS,
            REMARKS,
            SIGHTED,
            HOLDERS,
            HAUNTS,
            REACHES,
            OFFERS,
            LIKENESSES,
            SENSORS,
            LEAP_AHEAD,
            LEAP_BACK,
            TENANCIES,
            OCCURRENCES,
            PAST_HOURS,
            HOUR_LEDGER,
            UNTOLD,
            KNOWN_PEERS,
            KNOWN_QUESTIONS,
            SEEN,
            HOURS,
            EXHIBITS);

    /** The key of the only row in {@link #SITE}. */
    public static final String ONLY = "site";

    private final int ordinal;
    private final String name;
    private final int capacity;
    private final Class<K> keyType;
    private final Class<V> valueType;
    private final Function<V, Instant> lastUsed;
    private final boolean isOfDevices;
    private final @Nullable BiFunction<K, V, @Nullable Object> owner;

    private Table(
            int ordinal,
            String name,
            int capacity,
            Class<K> keyType,
            Class<V> valueType,
            Function<V, Instant> lastUsed) {
        this(ordinal, name, capacity, keyType, valueType, lastUsed, false, null);
    }

    private Table(
            int ordinal,
            String name,
            int capacity,
            Class<K> keyType,
            Class<V> valueType,
            Function<V, Instant> lastUsed,
            boolean isOfDevices,
            @Nullable BiFunction<K, V, @Nullable Object> owner) {
        this.owner = owner;
        this.isOfDevices = isOfDevices;
        this.ordinal = ordinal;
        this.name = name;
        this.capacity = capacity;
        this.keyType = keyType;
        this.valueType = valueType;
        this.lastUsed = lastUsed;
    }

    private static <V> Table<DeviceId, V> ofDevices(
            int ordinal, String name, Class<V> valueType, Function<V, Instant> lastUsed) {
        return new Table<>(ordinal, name, MOST_DEVICES, DeviceId.class, valueType, lastUsed, true, null);
    }

    private Table<K, V> sharedBy(BiFunction<K, V, @Nullable Object> newOwner) {
        return new Table<>(ordinal, name, capacity, keyType, valueType, lastUsed, isOfDevices, newOwner);
    }

    /** True when the keys are devices. */
    public boolean isOfDevices() {
        return isOfDevices;
    }

    public int ordinal() {
        return ordinal;
    }

    /** Lower-case letters and hyphens; never changes, so that stored rows are found again. */
    public String name() {
        return name;
    }

    public int capacity() {
        return capacity;
    }

    public Class<V> valueType() {
        return valueType;
    }

    public Class<K> keyType() {
        return keyType;
    }

    /** When a row was last used: the one used longest ago makes room first. */
    Instant lastUsed(V value) {
        return lastUsed.apply(value);
    }

    /** True when rows are owed to somebody who could fill the table. */
    boolean isShared() {
        return owner != null;
    }

    /** To whom a row is owed; null when nobody can fill the table by it. */
    @Nullable
    Object owner(K key, V value) {
        return owner == null ? null : owner.apply(key, value);
    }

    /** How many rows one owner keeps while the table is full. */
    int share() {
        return capacity / SHARES;
    }

    private static Instant start(DeviceDay day) {
        return day.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(PastHours past) {
        return past.hours().isEmpty()
                ? Instant.EPOCH
                : Instant.EPOCH.plus(past.hours().getLast().hour(), ChronoUnit.HOURS);
    }

    private static Instant latest(Exhibits exhibits) {
        return exhibits.pieces().isEmpty()
                ? Instant.EPOCH
                : exhibits.pieces().getLast().evidence().at();
    }

    private static Instant latest(Answers answers) {
        Instant upstream = answers.upstream() == null ? Instant.EPOCH : answers.upstream();
        return answers.latestFirst().isEmpty()
                ? upstream
                : answers.latestFirst().getFirst().at();
    }

    @Override
    public String toString() {
        return name;
    }
}
