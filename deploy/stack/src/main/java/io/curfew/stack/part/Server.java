package io.curfew.stack.part;

import io.curfew.stack.process.Launch;

import java.io.IOException;
import java.util.List;

/** One part as the stack sees it. */
public sealed interface Server permits Kafka, OpenSearch, Keycloak, Collector {
    /** Begins the argument that marks a part's process; part and state folder follow, as {@code kafka@/folder}. */
    String MARKER = "-Dstack.process=";

    Part part();

    /** What a client of the part is told. */
    String address();

    /** Parts that must answer before this one is started. */
    List<Part> needs();

    /** Writes the configuration that the launch refers to; the same however often it is called. */
    void prepare() throws IOException;

    Launch launch();

    /** Whether it does its work now. Does not wait. */
    boolean answers();

    /** What the part needs once it answers, so that others can use it; the same however often it is called. */
    default void furnish() throws IOException {}
}
