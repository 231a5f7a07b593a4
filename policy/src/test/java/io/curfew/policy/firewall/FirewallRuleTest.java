package io.curfew.policy.firewall;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.curfew.policy.firewall.Matters.CLOUD;
import static io.curfew.policy.firewall.Matters.CLOUD_V6;
import static io.curfew.policy.firewall.Matters.GATEWAY;
import static io.curfew.policy.firewall.Matters.GATEWAY_ELSEWHERE;
import static io.curfew.policy.firewall.Matters.VACUUM;
import static io.curfew.policy.firewall.Matters.VACUUM_V6;
import static io.curfew.policy.firewall.Matters.phonesHome;
import static org.assertj.core.api.Assertions.assertThat;

/** What an alert is about, written for a firewall. */
final class FirewallRuleTest {

    @Test
    void nftablesRejectsAtALimitedRateThenDrops() {
        assertThat(phonesHome().rule(Form.NFTABLES).text()).isEqualTo("""
                # Curfew: Robot vacuum to 203.0.113.9 by tcp/8883
                add table inet curfew
                add chain inet curfew alert-0a1b2c3d4e5f60718293a4b5c6d7e8f9 { type filter hook forward priority -5; policy accept; }
                flush chain inet curfew alert-0a1b2c3d4e5f60718293a4b5c6d7e8f9
                add rule inet curfew alert-0a1b2c3d4e5f60718293a4b5c6d7e8f9 ip saddr 192.0.2.21 ip daddr 203.0.113.9 tcp dport 8883 limit rate 2/second burst 5 packets reject with tcp reset
                add rule inet curfew alert-0a1b2c3d4e5f60718293a4b5c6d7e8f9 ip saddr 192.0.2.21 ip daddr 203.0.113.9 tcp dport 8883 drop
                """);
    }

    @Test
    void iptablesSendsWhatFitsToAChainOfItsOwn() {
        assertThat(phonesHome().by("udp/8053").rule(Form.IPTABLES).text()).isEqualTo("""
                # Curfew: Robot vacuum to 203.0.113.9 by udp/8053
                iptables -N CURFEW-0A1B2C3D4E5F60718293 2>/dev/null || iptables -F CURFEW-0A1B2C3D4E5F60718293
                iptables -A CURFEW-0A1B2C3D4E5F60718293 -p tcp -m limit --limit 2/second --limit-burst 5 -j REJECT --reject-with tcp-reset
                iptables -A CURFEW-0A1B2C3D4E5F60718293 ! -p tcp -m limit --limit 2/second --limit-burst 5 -j REJECT --reject-with icmp-admin-prohibited
                iptables -A CURFEW-0A1B2C3D4E5F60718293 -j DROP
                iptables -C FORWARD -s 192.0.2.21 -d 203.0.113.9 -p udp --dport 8053 -j CURFEW-0A1B2C3D4E5F60718293 2>/dev/null || iptables -I FORWARD -s 192.0.2.21 -d 203.0.113.9 -p udp --dport 8053 -j CURFEW-0A1B2C3D4E5F60718293
                """);
    }

    @Test
    void openWrtKeepsTwoRulesBeforeAllOthers() {
        assertThat(phonesHome().rule(Form.OPENWRT).text()).isEqualTo("""
                # Curfew: Robot vacuum to 203.0.113.9 by tcp/8883
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0=rule
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.name='Curfew: Robot vacuum to 203.0.113.9 by tcp/8883'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.src='*'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.dest='*'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.src_ip='192.0.2.21'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.dest_ip='203.0.113.9'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.family='ipv4'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.proto='tcp'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.dest_port='8883'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0.target='DROP'
                uci reorder firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_drop_0=0
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0=rule
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.name='Curfew: Robot vacuum to 203.0.113.9 by tcp/8883'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.src='*'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.dest='*'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.src_ip='192.0.2.21'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.dest_ip='203.0.113.9'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.family='ipv4'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.proto='tcp'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.dest_port='8883'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.target='REJECT'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.limit='2/second'
                uci set firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0.limit_burst='5'
                uci reorder firewall.curfew_0a1b2c3d4e5f60718293a4b5c6d7e8f9_reject_0=0
                uci commit firewall
                /etc/init.d/firewall restart
                """);
    }

    @Test
    void pagesAreToldFieldByField() {
        assertThat(phonesHome().rule(Form.OPNSENSE).text()).isEqualTo("""
                OPNsense: Firewall > Rules > the interface on which the source is

                Action: Reject
                Direction: in
                TCP/IP Version: IPv4
                Protocol: TCP
                Source: 192.0.2.21
                Destination: 203.0.113.9
                Destination port range: 8883 to 8883
                Log: on
                Description: Curfew: Robot vacuum to 203.0.113.9 by tcp/8883
                """);
        assertThat(phonesHome().rule(Form.PFSENSE).text()).contains("pfSense: ", "Address Family: IPv4");
    }

    @Test
    void whoeverCallsTheDeviceIsTheSource() {
        Matters called = phonesHome().flowing(CLOUD, VACUUM);

        assertThat(called.rule(Form.NFTABLES).title()).isEqualTo("203.0.113.9 to Robot vacuum by tcp/8883");
        assertThat(called.rule(Form.NFTABLES).text())
                .contains("ip saddr 203.0.113.9 ip daddr 192.0.2.21 tcp dport 8883");
    }

    @Test
    void aServiceOfTwoTransportsIsTwoRules() {
        assertThat(phonesHome().by("dns").rule(Form.NFTABLES).text())
                .contains("udp dport 53 drop", "tcp dport 53 drop");
    }

    @Test
    void theDevicesAddressIsOfThePeersFamily() {
        Matters modern = phonesHome().with(Peer.of(CLOUD_V6)).flowing(VACUUM_V6, CLOUD_V6);

        assertThat(modern.rule(Form.NFTABLES).text()).contains("ip6 saddr 2001:db8:30::21 ip6 daddr 2001:db8:f::9");
        assertThat(modern.rule(Form.IPTABLES).text()).contains("ip6tables", "icmp6-adm-prohibited");
        assertThat(modern.rule(Form.OPENWRT).text()).contains("family='ipv6'");
    }

    @Test
    void withoutAnAddressTheRuleGoesByTheMacAddressAndSaysSo() {
        FirewallRule rule = phonesHome().at(null).rule(Form.NFTABLES);

        assertThat(rule.text()).contains("ether saddr 02:00:00:00:00:21 ip daddr 203.0.113.9");
        assertThat(rule.cautions()).anyMatch(caution -> caution.contains("anybody can copy it"));
    }

    @Test
    void cautionsNameWhatElseIsMet() {
        FirewallRule rule = phonesHome()
                .called("ot.io.mi.com", new DomainName("maps.example.org"))
                .rule(Form.NFTABLES);

        assertThat(rule.cautions())
                .anyMatch(caution -> caution.contains("no longer start or stop"))
                .anyMatch(caution -> caution.contains("Give the device that address for good"))
                .anyMatch(caution -> caution.contains("IPv4 only"))
                .anyMatch(caution -> caution.contains("ot.io.mi.com may move to another address"))
                .anyMatch(caution -> caution.contains("maps.example.org"));
    }

    @Test
    void aNeighborIsBeyondAFirewallUnlessItStandsOnAnotherSegment() {
        assertThat(phonesHome()
                        .with(Peer.of(IpAddress.parse("192.168.30.22")))
                        .rule(Form.NFTABLES)
                        .cautions())
                .anyMatch(caution -> caution.contains("on one segment"));
    }

    @Test
    void whatTheGatewayIsAskedForIsMetWhereItComesIn() {
        Matters asks = phonesHome().with(Peer.of(GATEWAY)).by("ntp");

        assertThat(asks.rule(Form.NFTABLES).text())
                .contains(
                        "alert-0a1b2c3d4e5f60718293a4b5c6d7e8f9-in { type filter hook input priority -5; policy accept; }",
                        "ip saddr 192.0.2.21 ip daddr 192.0.2.1 udp dport 123 drop")
                .doesNotContain("forward");
        assertThat(asks.rule(Form.IPTABLES).text())
                .contains("iptables -I INPUT -s 192.0.2.21 -d 192.0.2.1 -p udp --dport 123 -j CURFEW-")
                .doesNotContain("FORWARD");
        assertThat(asks.rule(Form.IPTABLES).text()).contains("-j CURFEW-0A1B2C3D4E5F60718-IN\n");
        assertThat(asks.rule(Form.IPTABLES).use()).contains("begins the rule in INPUT again");
        assertThat(asks.rule(Form.OPENWRT).text()).contains(".src='*'\n").doesNotContain(".dest='*'");
        assertThat(asks.rule(Form.OPNSENSE).text()).contains("the interface on which the source is", "Direction: in\n");
    }

    @Test
    void whatTheGatewayBeginsIsMetWhereItGoesOut() {
        Matters asked = phonesHome().with(Peer.of(GATEWAY)).flowing(GATEWAY, VACUUM);

        assertThat(asked.rule(Form.NFTABLES).text()).contains("-out { type filter hook output priority -5;");
        assertThat(asked.rule(Form.IPTABLES).text()).contains("iptables -I OUTPUT -s 192.0.2.1 -d 192.0.2.21 ");
        assertThat(asked.rule(Form.OPENWRT).text()).contains(".dest='*'\n").doesNotContain(".src='*'");
        assertThat(asked.rule(Form.PFSENSE).text())
                .contains("Floating > the interface on which the destination is", "Quick: on\nDirection: out\n");
    }

    @Test
    void whereTheFirewallItselfIsMeantItIsSaidByWhichAddress() {
        assertThat(phonesHome().with(Peer.of(GATEWAY)).rule(Form.NFTABLES).cautions())
                .anyMatch(
                        caution -> caution.startsWith("The policy names 192.0.2.1 as the gateway: the rule is for what"
                                + " is sent to the firewall itself."))
                .noneMatch(caution -> caution.contains("on one segment"));
        assertThat(phonesHome()
                        .with(Peer.of(GATEWAY_ELSEWHERE))
                        .rule(Form.NFTABLES)
                        .text())
                .contains("hook input");
        assertThat(phonesHome().with(Peer.of(GATEWAY)).rule(Form.PFSENSE).cautions())
                .anyMatch(caution -> caution.contains("anti-lockout"));
    }

    @Test
    void whereThePeerMayBeTheFirewallItIsSaidHowToTell() {
        Matters neighbor = phonesHome().with(Peer.of(IpAddress.parse("192.168.30.1")));

        assertThat(neighbor.rule(Form.OPENWRT).cautions())
                .anyMatch(caution -> caution.contains("Name the address as the gateway of the site in the policy"));
        assertThat(neighbor.rule(Form.OPNSENSE).cautions())
                .noneMatch(caution -> caution.contains("the firewall's own address"));
    }

    @Test
    void whatNoFirewallCanBlockIsSaid() {
        assertThat(phonesHome().with(null).reason()).contains("about the device itself");
        assertThat(phonesHome()
                        .with(new Peer(null, new DomainName("ads.example.org"), null))
                        .reason())
                .contains("Block the name in your resolver");
        assertThat(phonesHome()
                        .with(Peer.of(IpAddress.parse("239.255.255.250")))
                        .reason())
                .contains("never passes a firewall");
        assertThat(phonesHome()
                        .at(null)
                        .with(Peer.of(CLOUD))
                        .flowing(CLOUD, VACUUM_V6)
                        .reason())
                .contains("not known in the family");
    }

    /** A host name comes by DHCP from whoever wants a shell on the router. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void whatADeviceCallsItselfNeverLeavesItsComment(Form form) {
        FirewallRule rule = phonesHome()
                .named("x'\n$(reboot); `reboot` | \\\r\" # \u2028é" + "y".repeat(500))
                .rule(form);

        assertThat(rule.text()).matches("[A-Za-z0-9 .:/#{};_='*<>|&!\\n-]+");
        assertThat(rule.text().lines().filter(line -> line.contains("reboot")))
                .allMatch(
                        line -> line.matches(
                                "(# Curfew: |Description: Curfew: |uci set firewall\\.\\w+\\.name='Curfew: )[A-Za-z0-9 .:/-]+'?"));
    }
}
