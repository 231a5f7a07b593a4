package io.curfew.collector.store;

/** By what alerts are counted together. */
public enum AlertGrouping {
    /** The device that they are about, site by site. */
    DEVICE,
    /** The rule or detection that raised them. */
    RULE,
    /** The other end, at whichever site: its name, else its address. */
    DESTINATION
}
