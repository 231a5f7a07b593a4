package io.curfew.collector.configuration;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says what the collector was started with: its whole tree, and how it reaches Kafka and Keycloak. No secrets, and no
 * channels of notifications, which are told of by themselves.
 */
@Singleton
public final class SettingsInForce {
    private static final String PREFIX = "curfew";
    private static final List<String> BESIDE = List.of(
            "kafka.bootstrap.servers",
            "kafka.security.protocol",
            "quarkus.oidc.auth-server-url",
            "quarkus.http.host",
            "quarkus.http.port");
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|credential|private-?key).*");
    private static final Pattern USER_IN_URL = Pattern.compile("//[^/@]*@");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9]");

    private final Config config;

    SettingsInForce(Config config) {
        this.config = config;
    }

    /** Every setting there is, in the order of the alphabet, set or not. */
    public List<Setting> all() {
        List<String> keys = new ArrayList<>(BESIDE);
        collect(PREFIX, CollectorConfiguration.class, keys);
        return keys.stream().sorted().map(this::setting).toList();
    }

    private static void collect(String prefix, Class<?> tree, List<String> keys) {
        for (Method method : tree.getDeclaredMethods()) {
            String key = prefix + "."
                    + HUMP.matcher(method.getName()).replaceAll("-").toLowerCase(Locale.ROOT);
            boolean isBranch = method.getReturnType().getEnclosingClass() == CollectorConfiguration.class;
            boolean isNamedByOperator = method.getReturnType() == Map.class;
            if (isNamedByOperator) {
                continue;
            }
            if (isBranch) {
                collect(key, method.getReturnType(), keys);
            } else {
                keys.add(key);
            }
        }
    }

    private Setting setting(String key) {
        ConfigValue found = config.getConfigValue(key);
        boolean secret = SECRET.matcher(key).matches();
        String variable = NO_LETTER.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
        return new Setting(key, variable, secret ? null : shown(found.getValue()), secret, origin(found));
    }

    private static @Nullable String shown(@Nullable String value) {
        return value == null || value.isEmpty()
                ? null
                : USER_IN_URL.matcher(value).replaceAll("//");
    }

    private static Setting.Origin origin(ConfigValue found) {
        String source = found.getSourceName();
        if (source == null || found.getValue() == null) {
            return Setting.Origin.DEFAULT;
        }
        if (source.startsWith("EnvConfigSource")) {
            return Setting.Origin.ENVIRONMENT;
        }
        if (source.startsWith("SysPropConfigSource")) {
            return Setting.Origin.COMMAND_LINE;
        }
        return source.contains("source=file:") ? Setting.Origin.FILE : Setting.Origin.DEFAULT;
    }
}
