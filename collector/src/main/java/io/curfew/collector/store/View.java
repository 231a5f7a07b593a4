package io.curfew.collector.store;

import io.curfew.collector.store.ecs.DnsTransaction;
import io.curfew.collector.store.ecs.Flow;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people may look at. What was written shows up within seconds. Nothing of a site that a question's
 * {@link VisibleSites} leave out is ever in an answer, nor counted in one.
 *
 * <p>Every method throws {@link StoreAwayException} when the store cannot be asked.
 */
public interface View {
    /** The most addresses that are told of a device. */
    int MOST_ADDRESSES = 64;

    /** Alerts, the latest first, ids in order where times are the same. */
    Page<Alert> alerts(AlertQuery query);

    /** One alert with its evidence; absent when there is none or its site is not visible. */
    Optional<Alert> alert(VisibleSites visible, String id);

    /** Devices by site and id. */
    Page<KnownDevice> devices(DeviceQuery query);

    /** One device; absent when there is none or its site is not visible. */
    Optional<Device> device(VisibleSites visible, SiteId site, DeviceId id);

    /**
     * The addresses from which a device began flows, the one that came last first; at most {@value #MOST_ADDRESSES}.
     */
    List<AddressUse> addresses(VisibleSites visible, SiteId site, DeviceId id);

    /** Flows, the latest first: one entry for each time a sensor reported on a flow. */
    Page<Flow> flows(TrafficQuery query);

    /** DNS transactions, the latest first. */
    Page<DnsTransaction> dns(TrafficQuery query);

    /** What was done by the hour; no hour is in it before it is over. */
    TrafficTrend trend(TrendQuery query);

    /** What was done most; no hour is in it before it is over. */
    TrafficTop top(TopQuery query);

    /** What people decided, the latest first, ids in order where times are the same. */
    Page<AuditEntry> audit(AuditQuery query);

    /**
     * How each visible site stands that has a device or an alert, by id.
     *
     * @param now what is new and what is quiet is counted from here
     */
    List<SiteStanding> standings(VisibleSites visible, Instant now);

    /** Alerts counted together, the largest group first, by key where equally large. */
    AlertGroups groups(AlertGroupsQuery query);

    /** The latest status of each sensor of the visible sites, by site and id. */
    List<SensorStatus> sensors(VisibleSites visible);

    /**
     * How often each sensor of the visible sites reported that did, by site and id.
     *
     * @param from reports of this time or later
     * @param to reports before this time
     */
    List<SensorReports> reports(VisibleSites visible, Instant from, Instant to);
}
