package io.curfew.stack.supervision;

import io.curfew.stack.part.Collector;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Kafka;
import io.curfew.stack.part.Keycloak;
import io.curfew.stack.part.OpenSearch;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Server;
import io.curfew.stack.part.Setting;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The one place where the parts are put together. */
public final class Servers {
    private Servers() {}

    /** These parts of a setting, in their order. */
    public static List<Server> of(Setting setting, Credentials credentials, Collection<Part> parts) {
        return Stream.<Server>of(
                        new Kafka(setting),
                        new OpenSearch(setting),
                        new Keycloak(setting, credentials),
                        new Collector(setting, credentials))
                .filter(server -> parts.contains(server.part()))
                .toList();
    }
}
