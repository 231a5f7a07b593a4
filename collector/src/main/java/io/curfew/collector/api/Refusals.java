package io.curfew.collector.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what is sent away before anybody looks at what it wants. */
@Singleton
class Refusals {
    private final Counter network;
    private final Counter address;
    private final Counter caller;
    private final Counter forgotten;

    Refusals(MeterRegistry registry) {
        this.network = Counter.builder("curfew.api.refused.network")
                .description(
                        "Requests from outside of curfew.api.allowed-networks. Growing: somebody tries from there, or"
                                + " a network or a proxy is missing in the configuration.")
                .register(registry);
        this.address = Counter.builder("curfew.api.refused.address.rate")
                .description(
                        "Requests of addresses that ask more often than curfew.api.rates.address. Growing: somebody"
                                + " floods the API, or many people share an address.")
                .register(registry);
        this.caller = Counter.builder("curfew.api.refused.caller.rate")
                .description(
                        "Requests of people and machines that ask more often than curfew.api.rates allows. Growing: a"
                                + " script asks too often.")
                .register(registry);
        this.forgotten = Counter.builder("curfew.api.budgets.forgotten")
                .description(
                        "Addresses and callers that were forgotten to make room, which gives them a full budget again."
                                + " Growing: raise curfew.api.rates.most-counted.")
                .register(registry);
    }

    void network() {
        network.increment();
    }

    void address() {
        address.increment();
    }

    void caller() {
        caller.increment();
    }

    void forgotten() {
        forgotten.increment();
    }
}
