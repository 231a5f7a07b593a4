package io.curfew.collector.api;

import java.util.List;

/**
 * The sites that the caller sees, by id.
 *
 * @param items the sites
 */
public record SiteList(List<SiteSummary> items) {}
