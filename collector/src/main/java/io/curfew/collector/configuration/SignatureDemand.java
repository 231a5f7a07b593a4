package io.curfew.collector.configuration;

/** Of which sensors batches must be signed. */
public enum SignatureDemand {
    /** Of all: what is not signed by the key of an enrolled sensor is put aside. */
    REQUIRED,
    /** Of those that were enrolled with a key. Others are believed, as they come. */
    ENROLLED
}
