package io.curfew.collector.access;

import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class SiteGroupsTest {

    @Test
    void whoeverIsInNoGroupSeesNothing() {
        assertThat(SiteGroups.visibleTo(List.of())).isEqualTo(VisibleSites.of(Set.of()));
    }

    @Test
    void aSitesGroupShowsThatSite() {
        assertThat(SiteGroups.visibleTo(List.of("/sites/lisbon", "/staff")))
                .isEqualTo(VisibleSites.of(Set.of(new SiteId("lisbon"))));
    }

    @Test
    void theStarShowsEverySite() {
        assertThat(SiteGroups.visibleTo(List.of("/sites/lisbon", "/sites/*"))).isEqualTo(VisibleSites.everywhere());
    }

    @Test
    void groupsThatNoSiteCanBeCalledShowNothing() {
        List<String> groups = List.of("/sites", "/sites/", "/sites/lisbon/staff", "/other/*", "*", "/sites/LISBON");

        assertThat(SiteGroups.visibleTo(groups)).isEqualTo(VisibleSites.of(Set.of()));
    }
}
