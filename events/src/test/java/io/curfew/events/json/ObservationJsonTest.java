package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ObservationJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final MacAddress CAMERA_MAC = MacAddress.parse("02:00:00:00:00:21");
    private static final Endpoint CAMERA = new Endpoint(CAMERA_MAC, IpAddress.parse("192.0.2.21"), 40_000);
    private static final Endpoint RESOLVER = new Endpoint(null, IpAddress.parse("192.0.2.1"), 53);

    @Test
    void aFlowSaysWhoTalkedToWhomAndHowItWent() throws IOException {
        FlowObservation flow = new FlowObservation(
                NOON.plusSeconds(2),
                7,
                FlowObservation.Phase.END,
                CAMERA,
                new Endpoint(null, IpAddress.parse("203.0.113.9"), 443),
                true,
                List.of(30, 31),
                Transport.TCP,
                1_200,
                4,
                300,
                3,
                NOON,
                NOON.plusNanos(1_500_000_000),
                Outcome.REJECTED,
                13,
                new DomainName("cloud.example.org"),
                "tls",
                "1:aaaaaaaaaaaaaaaaaaaaaaaaaaA=",
                "gre",
                Detail.FULL,
                1,
                64,
                new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1"));

        assertThat(json(flow))
                .isEqualTo("{'@timestamp':'2026-11-01T12:00:02Z',"
                        + "'event':{'kind':'event','dataset':'curfew.flow','start':'2026-11-01T12:00:00Z',"
                        + "'end':'2026-11-01T12:00:01.500Z','duration':1500000000},"
                        + "'source':{'mac':'02:00:00:00:00:21','ip':'192.0.2.21','port':40000,'packets':4,'bytes':1200},"
                        + "'destination':{'ip':'203.0.113.9','port':443,'packets':3,'bytes':300},"
                        + "'network':{'type':'ipv4','transport':'tcp','protocol':'tls','packets':7,'bytes':1500,"
                        + "'community_id':'1:aaaaaaaaaaaaaaaaaaaaaaaaaaA=','vlan':{'id':30},'inner':{'vlan':{'id':31}}},"
                        + "'tls':{'client':{'server_name':'cloud.example.org','ja4':'t13d1516h2_8daaf6152771_e5627efa2ab1'}},"
                        + "'curfew':{'flow':7,'phase':'end','initiator':'certain','outcome':'rejected',"
                        + "'reject_code':13,'tunnel':'gre','initiator_ttl':64}}");
    }

    private static FlowObservation quic(Instant first, Instant last) {
        return new FlowObservation(
                NOON,
                7,
                FlowObservation.Phase.START,
                CAMERA,
                new Endpoint(null, IpAddress.parse("203.0.113.9"), 443),
                true,
                List.of(),
                Transport.UDP,
                1_200,
                1,
                0,
                0,
                first,
                last,
                null,
                null,
                null,
                "quic",
                "",
                null,
                Detail.FULL,
                1,
                null,
                new Ja4("q13i1516h3_8daaf6152771_e5627efa2ab1"));
    }

    @Test
    void aClientHelloWithoutServerNameHasItsFingerprintAlone() throws IOException {
        assertThat(json(quic(NOON, NOON)))
                .contains("'tls':{'client':{'ja4':'q13i1516h3_8daaf6152771_e5627efa2ab1'}}")
                .doesNotContain("initiator_ttl");
    }

    @Test
    void aFlowOfCenturiesLastsAsLongAsANumberHolds() throws IOException {
        FlowObservation flow = quic(Instant.parse("1741-01-01T00:00:00Z"), Instant.parse("2248-01-01T00:00:00Z"));

        assertThat(json(flow)).contains("'duration':9223372036854775807");
    }

    @Test
    void theSumOfAMinuteSaysSoAndHasNoCommunityId() throws IOException {
        FlowObservation sum = new FlowObservation(
                NOON.plusSeconds(60),
                7,
                FlowObservation.Phase.END,
                new Endpoint(CAMERA.mac(), CAMERA.ip(), 0),
                new Endpoint(null, IpAddress.parse("203.0.113.9"), 443),
                true,
                List.of(),
                Transport.TCP,
                1_200,
                4,
                300,
                3,
                NOON,
                NOON.plusSeconds(60),
                Outcome.CLOSED,
                null,
                null,
                null,
                "",
                null,
                Detail.AGGREGATED,
                12,
                null,
                null);

        assertThat(json(sum))
                .contains("'community_id':''")
                .endsWith("'outcome':'closed','detail':'aggregated','flows':12}}");
    }

    @Test
    void anAnsweredQuestionCarriesItsAnswers() throws IOException {
        DomainName name = new DomainName("cloud.example.org");
        DnsObservation dns = new DnsObservation(
                NOON,
                CAMERA,
                RESOLVER,
                Transport.UDP,
                List.of(),
                4_660,
                name,
                "A",
                "NOERROR",
                List.of(new DnsObservation.Answer(name, "A", "203.0.113.9", 300)),
                Duration.ofMillis(12),
                false);

        assertThat(json(dns))
                .isEqualTo("{'@timestamp':'2026-11-01T12:00:00Z',"
                        + "'event':{'kind':'event','dataset':'curfew.dns','duration':12000000},"
                        + "'source':{'mac':'02:00:00:00:00:21','ip':'192.0.2.21','port':40000},"
                        + "'destination':{'ip':'192.0.2.1','port':53},"
                        + "'network':{'transport':'udp','protocol':'dns'},"
                        + "'dns':{'id':'4660','question':{'name':'cloud.example.org','type':'A'},"
                        + "'response_code':'NOERROR',"
                        + "'answers':[{'name':'cloud.example.org','type':'A','data':'203.0.113.9','ttl':300}]},"
                        + "'curfew':{'blocked':false}}");
    }

    @Test
    void aQuestionWithoutAnswerHasNoResponseCode() throws IOException {
        DnsObservation dns = new DnsObservation(
                NOON,
                CAMERA,
                RESOLVER,
                Transport.UDP,
                List.of(),
                1,
                new DomainName("cloud.example.org"),
                "AAAA",
                null,
                List.of(),
                null,
                false);

        assertThat(json(dns)).doesNotContain("response_code").doesNotContain("answers");
    }

    @Test
    void aLeaseNamesTheServersHandedOut() throws IOException {
        DhcpObservation lease = new DhcpObservation(
                NOON,
                "ack",
                CAMERA_MAC,
                RESOLVER,
                CAMERA.ip(),
                null,
                "camera",
                "udhcp 1.22.1",
                List.of(1, 3, 6),
                RESOLVER.ip(),
                List.of(RESOLVER.ip()),
                List.of(RESOLVER.ip()),
                List.of(),
                Duration.ofHours(1),
                null);

        assertThat(json(lease))
                .contains(
                        "'dhcp':{'version':4,'message_type':'ack','client_mac':'02:00:00:00:00:21','hostname':'camera',"
                                + "'vendor_class':'udhcp 1.22.1','parameter_request_list':[1,3,6],'assigned_ip':'192.0.2.21',"
                                + "'server_ip':'192.0.2.1','routers':['192.0.2.1'],'dns_servers':['192.0.2.1'],"
                                + "'lease_seconds':3600}");
    }

    @Test
    void aDhcpV6ReplyTellsWhatIsKnownOfTheClient() throws IOException {
        DhcpObservation reply = new DhcpObservation(
                NOON,
                6,
                "reply",
                null,
                RESOLVER,
                IpAddress.parse("2001:db8::21"),
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(IpAddress.parse("2001:db8::1")),
                List.of(),
                Duration.ofHours(1),
                null,
                "00030001020000000021",
                "camera.example.org",
                "0000011e",
                List.of(IpAddress.parse("2001:db8::22")),
                List.of(30));

        assertThat(json(reply))
                .contains("'dhcp':{'version':6,'message_type':'reply','client_id':'00030001020000000021',"
                        + "'fqdn':'camera.example.org','vendor_specific':'0000011e','assigned_ip':'2001:db8::21',"
                        + "'more_assigned_ips':['2001:db8::22'],'dns_servers':['2001:db8::1'],'lease_seconds':3600},"
                        + "'network':{'vlan':{'id':30}}");
    }

    @Test
    void aRouterAdvertisementTellsPrefixesAndResolvers() throws IOException {
        RouterAdvertisementObservation advertisement = new RouterAdvertisementObservation(
                NOON,
                new Endpoint(CAMERA_MAC, IpAddress.parse("fe80::1"), 0),
                List.of(30),
                Duration.ofMinutes(30),
                false,
                true,
                List.of(new RouterAdvertisementObservation.Prefix(
                        IpAddress.parse("2001:db8::"), 64, true, true, Duration.ofDays(1), Duration.ofHours(4))),
                List.of(IpAddress.parse("2001:db8::1")),
                List.of(new DomainName("example.org")),
                1_492L);

        assertThat(json(advertisement))
                .isEqualTo("{'@timestamp':'2026-11-01T12:00:00Z',"
                        + "'event':{'kind':'event','dataset':'curfew.router_advertisement'},"
                        + "'source':{'mac':'02:00:00:00:00:21','ip':'fe80::1','port':0},"
                        + "'router_advertisement':{'lifetime_seconds':1800,'managed':false,'other_configuration':true,"
                        + "'prefixes':[{'prefix':'2001:db8::/64','on_link':true,'autonomous':true,"
                        + "'valid_seconds':86400,'preferred_seconds':14400}],'dns_servers':['2001:db8::1'],"
                        + "'search_domains':['example.org'],'mtu':1492},'network':{'vlan':{'id':30}}}");
    }

    @Test
    void anNdpAdvertisementSaysWhetherItOverrides() throws IOException {
        NeighborObservation neighbor = new NeighborObservation(
                NOON,
                NeighborObservation.Operation.ADVERTISE,
                CAMERA_MAC,
                IpAddress.parse("2001:db8::21"),
                CAMERA_MAC,
                IpAddress.parse("ff02::1"),
                List.of(),
                true,
                false);

        assertThat(json(neighbor))
                .contains("'neighbor':{'operation':'advertise','sender_mac':'02:00:00:00:00:21',"
                        + "'sender_ip':'2001:db8::21','target_mac':'02:00:00:00:00:21','target_ip':'ff02::1',"
                        + "'overrides':true,'from_router':false}");
    }

    @Test
    void anAnnouncementSaysWhereTheServiceIs() throws IOException {
        AnnouncementObservation announcement = new AnnouncementObservation(
                NOON,
                CAMERA,
                "mdns",
                "Front door",
                "_http._tcp.local",
                "Cam 2",
                new DomainName("camera.local"),
                80,
                List.of(CAMERA.ip()),
                List.of(30));

        assertThat(json(announcement))
                .contains("'announcement':{'protocol':'mdns','name':'Front door','service':'_http._tcp.local',"
                        + "'model':'Cam 2','host':'camera.local','port':80,'addresses':['192.0.2.21']},"
                        + "'network':{'vlan':{'id':30}}");
    }

    @Test
    void aTimeMessageTellsItsTag() throws IOException {
        NtpObservation ntp = new NtpObservation(NOON, CAMERA, RESOLVER, 3, 4, 0, List.of(30));

        assertThat(json(ntp)).contains("'ntp':{'mode':3,'stratum':0,'version':4},'network':{'vlan':{'id':30}}");
    }

    @Test
    void callersAddFieldsAtTheTopAndUnderCurfew() throws IOException {
        NtpObservation ntp = new NtpObservation(NOON, CAMERA, RESOLVER, 3, 4, 0);
        StringWriter text = new StringWriter();

        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            ObservationJson.write(
                    json,
                    ntp,
                    top -> top.writeStringField("more", "top"),
                    curfew -> curfew.writeStringField("site", "lisbon"));
        }

        assertThat(text.toString().replace('"', '\''))
                .endsWith("'ntp':{'mode':3,'stratum':0,'version':4},'curfew':{'site':'lisbon'},'more':'top'}");
    }

    @Test
    void anArpMessageSaysWhoClaimsWhich() throws IOException {
        NeighborObservation neighbor = new NeighborObservation(
                NOON,
                NeighborObservation.Operation.REPLY,
                CAMERA_MAC,
                CAMERA.ip(),
                new MacAddress(0),
                RESOLVER.ip(),
                List.of(30),
                false,
                false);

        assertThat(json(neighbor))
                .contains("'neighbor':{'operation':'reply','sender_mac':'02:00:00:00:00:21','sender_ip':'192.0.2.21',"
                        + "'target_mac':'00:00:00:00:00:00','target_ip':'192.0.2.1'},'network':{'vlan':{'id':30}}");
    }

    @Test
    void anArpMessageWithoutAMacAddressNamesNone() throws IOException {
        NeighborObservation neighbor = new NeighborObservation(
                NOON,
                NeighborObservation.Operation.REQUEST,
                null,
                CAMERA.ip(),
                new MacAddress(0),
                RESOLVER.ip(),
                List.of(),
                false,
                false);

        assertThat(json(neighbor))
                .contains("'neighbor':{'operation':'request','sender_mac':'','sender_ip':'192.0.2.21',");
    }

    @Test
    void aStatusListsItsReasonsInOrder() throws IOException {
        StatusObservation status = new StatusObservation(
                NOON,
                "0.1.0",
                NOON,
                10,
                1,
                Map.of("link-type", 2L, "ip-header", 1L),
                3,
                0,
                5,
                5,
                0,
                0,
                0,
                Duration.ZERO,
                4,
                0.5,
                List.of(),
                List.of(new SourceStatus(
                        "dnsmasq",
                        "/var/log/dnsmasq.log",
                        false,
                        false,
                        true,
                        true,
                        7,
                        Map.of("time", 2L, "form", 1L),
                        0,
                        3,
                        NOON,
                        12,
                        1,
                        null)),
                StatusObservation.Accounts.CLEAR);

        assertThat(json(status))
                .contains("'undecodable':{'ip-header':1,'link-type':2},'flows_open':3")
                .contains("'sources':[{'kind':'dnsmasq','name':'/var/log/dnsmasq.log','sees_macs':false,"
                        + "'sees_flows':false,'sees_questions':true,'sees_leases':true,'items':7,"
                        + "'not_understood':{'form':1,'time':2},'lost':0,'observations':3,"
                        + "'last_item_at':'2026-11-01T12:00:00Z','behind_bytes':12,'sampling':1}]");
    }

    @Test
    void aStatusSaysWhatIsKnownAboutGaps() throws IOException {
        StatusObservation.Accounts accounts = new StatusObservation.Accounts(
                1,
                2,
                3,
                Map.of("spool-full", 4L, "disk-full", 5L),
                Map.of("quic-packets", 11L),
                6,
                7,
                new StatusObservation.Sight(false, 8, Duration.ofSeconds(9)),
                10,
                Duration.ofMillis(-1_500));
        StatusObservation status = new StatusObservation(
                NOON,
                "0.1.0",
                NOON,
                0,
                0,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                0,
                List.of(),
                List.of(),
                accounts);

        assertThat(json(status))
                .contains("'packets_filtered':1,'observations_inherited':2,'observations_in_memory':3,"
                        + "'dropped_by_cause':{'disk-full':5,'spool-full':4},'given_up':{'quic-packets':11},'spool_torn':6,'spool_refusals':7,"
                        + "'interface_up':false,'interface_lost':8,'interface_gone_seconds':9,"
                        + "'clock_steps':10,'last_clock_step_seconds':-1.5");
    }

    private static String json(Observation observation) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            ObservationJson.write(json, observation);
        }
        return text.toString().replace('"', '\'');
    }
}
