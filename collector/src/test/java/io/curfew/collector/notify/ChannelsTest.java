package io.curfew.collector.notify;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChannelsTest {
    private static final String PHONE = "curfew.notifications.channels.phone.";

    @TempDir
    private Path folder;

    private static List<Channel> read(Map<String, String> settings) {
        return Channels.of(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(CollectorConfiguration.class)
                .notifications());
    }

    private static Map<String, String> phone(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            settings.put(PHONE + keysAndValues[index], keysAndValues[index + 1]);
        }
        return settings;
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content).toString();
    }

    @Test
    void nobodyIsToldUnlessAnOperatorSaysWhom() {
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void aSecretIsReadFromItsFileAndShownNowhere() throws IOException {
        Channel channel = read(phone(
                        "kind",
                        "webhook",
                        "target",
                        "https://phone.example.org/key-1",
                        "secret-file",
                        file("hunter2\n")))
                .getFirst();

        assertThat(channel.login().secret()).isEqualTo("hunter2");
        assertThat(channel.toString() + channel.login() + channel.shownTarget())
                .contains("https://phone.example.org")
                .doesNotContain("hunter2")
                .doesNotContain("key-1");
    }

    @Test
    void aTargetThatIsASecretStandsInAFile() throws IOException {
        Channel channel = read(phone("kind", "webhook", "target-file", file("https://phone.example.org/key-1\n")))
                .getFirst();

        assertThat(channel.target()).hasPath("/key-1");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        Map<String, String> settings = phone("kind", "mail", "target", "https://mail.example.org");
        settings.put("curfew.notifications.channels.hall.kind", "webhook");

        assertThatThrownBy(() -> read(settings))
                .hasMessageContaining("channels.phone.target begins with smtp:// or smtps://")
                .hasMessageContaining("channels.phone.from is no address")
                .hasMessageContaining("channels.phone.to wants one address")
                .hasMessageContaining("channels.hall.target or target-file is wanted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook | https://ada:hunter2@phone.example.org | gather   | 1m      | holds a user",
                "webhook | https://phone.example.org             | gather   | 25h     | is 0s to 24h",
                "webhook | https://phone.example.org             | username | ada     | is for mqtt and mail only",
                "webhook | https:/phone                          | gather   | 1m      | names no host",
                "webhook | https://phone.example.org             | sites    | LISBON! | no id of a site",
                "webhook | https://phone.example.org             | secret-file | /none/such | cannot be read",
                "webhook | http://phone.example.org              | trust    | /ca.pem | is for targets by TLS only",
                "mqtt    | mqtts://broker.example.org            | username | ada     | belong together",
                "mqtt    | mqtts://broker.example.org            | topic    | a/#     | no beginning of a topic",
                "syslog  | tls://log.example.org                 | secret   | x       | is not for syslog"
            })
    void aMistakeSaysWhatToDo(String kind, String target, String key, String value, String complaint) {
        assertThatThrownBy(() -> read(phone("kind", kind, "target", target, key, value)))
                .hasMessageContaining(PHONE)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPasswordNeverGoesOutInTheClearByMail() {
        assertThatThrownBy(() -> read(phone(
                        "kind", "mail",
                        "target", "smtp://mail.example.org",
                        "from", "curfew@example.org",
                        "to", "ada@example.org",
                        "username", "curfew",
                        "secret", "hunter2",
                        "starttls", "false")))
                .hasMessageContaining("starttls must stay true");
    }
}
