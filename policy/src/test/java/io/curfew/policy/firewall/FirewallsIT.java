package io.curfew.policy.firewall;

import io.curfew.policy.Peer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static io.curfew.policy.firewall.Matters.CLOUD;
import static io.curfew.policy.firewall.Matters.CLOUD_V6;
import static io.curfew.policy.firewall.Matters.GATEWAY;
import static io.curfew.policy.firewall.Matters.VACUUM;
import static io.curfew.policy.firewall.Matters.VACUUM_V6;
import static io.curfew.policy.firewall.Matters.phonesHome;
import static org.assertj.core.api.Assertions.assertThat;

/** The real tools take what is written for them, in a network namespace that ends with the command. */
final class FirewallsIT {
    private static final Matters MODERN = phonesHome().with(Peer.of(CLOUD_V6)).flowing(VACUUM_V6, CLOUD_V6);

    static final List<Matters> MATTERS = List.of(
            phonesHome(),
            phonesHome().flowing(CLOUD, VACUUM),
            phonesHome().by("dns"),
            phonesHome().by("tcp/8883"),
            phonesHome().by("sctp/9"),
            phonesHome().by("icmp"),
            phonesHome().by("gre"),
            phonesHome().by("other"),
            phonesHome().by(null),
            phonesHome().at(null),
            phonesHome().named("x\" ; flush ruleset #\nflush ruleset"),
            phonesHome().with(Peer.of(GATEWAY)).by("dns"),
            phonesHome().with(Peer.of(GATEWAY)).by(null),
            phonesHome().with(Peer.of(GATEWAY)).at(null),
            phonesHome().with(Peer.of(GATEWAY)).flowing(GATEWAY, VACUUM),
            MODERN,
            MODERN.by("icmp"),
            MODERN.by("quic"));

    @ParameterizedTest
    @FieldSource("MATTERS")
    void nftLoadsTheRuleTwiceAndHasItOnce(Matters matter, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("rule.nft");
        Files.writeString(file, matter.rule(Form.NFTABLES).text());

        String listed = inNamespace(
                "nft -c -f " + file + " && nft -f " + file + " && nft -f " + file + " && nft list table inet curfew");

        assertThat(listed.lines().filter(line -> line.endsWith("drop")))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("MATTERS")
    void iptablesTakesTheCommandsTwiceAndHasThemOnce(Matters matter, @TempDir Path folder) throws Exception {
        Path commands = folder.resolve("rule.sh");
        Files.writeString(commands, matter.rule(Form.IPTABLES).text());

        String run = "sh -e " + commands;
        String listed = inNamespace(run + " && " + run + " && iptables-save && ip6tables-save");

        assertThat(listed.lines().filter(line -> line.matches("-A (FORWARD|INPUT|OUTPUT) .*")))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(line -> line.contains("-j CURFEW-"));
        assertThat(listed.lines().filter(line -> line.startsWith("-A CURFEW-"))).hasSize(3);
    }

    private static String inNamespace(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net", "sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
