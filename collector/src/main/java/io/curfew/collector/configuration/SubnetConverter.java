package io.curfew.collector.configuration;

import io.curfew.policy.language.Subnet;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a block of addresses as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address alone is a block of one. */
public final class SubnetConverter implements Converter<Subnet> {
    private static final long serialVersionUID = 1;

    @Override
    public Subnet convert(String text) {
        return Subnet.parse(text.strip());
    }
}
