package io.curfew.sensor.command;

import io.curfew.sensor.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"curfew sensor " + Version.text()};
    }
}
