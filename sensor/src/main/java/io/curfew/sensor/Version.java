package io.curfew.sensor;

/** The version of this build, from the manifest of its jar. */
public final class Version {
    private Version() {}

    /** As {@code 0.1.0}; {@code development} when it does not run from a jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
