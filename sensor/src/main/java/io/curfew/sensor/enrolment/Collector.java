package io.curfew.sensor.enrolment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.curfew.events.wire.SensorKey;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;

/**
 * A collector as a sensor meets it that was invited.
 *
 * @param address where people reach its console
 * @param authority certificates of who may vouch for it, in PEM; absent: those that Java trusts
 */
public record Collector(URI address, @Nullable Path authority) {
    /** In octets. */
    static final int LONGEST_ANSWER = 1024 * 1024;

    private static final String PATH = "api/v1/enrolment";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final JsonFactory JSON = new JsonFactory();

    public Collector {
        String scheme = address.getScheme();
        boolean isWeb = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        if (!isWeb || address.getHost() == null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(
                    "the console's address is like https://curfew.example.org, was \"" + address + "\"");
        }
    }

    /** Whether everybody on the way can read the token. */
    public boolean isReadableOnTheWay() {
        boolean isHere = address.getHost().equals("localhost")
                || address.getHost().startsWith("127.")
                || address.getHost().equals("[::1]");
        return "http".equalsIgnoreCase(address.getScheme()) && !isHere;
    }

    /**
     * Shows the token and the sensor's key, for the sensor's configuration.
     *
     * @throws IOException with what to do, when there is none to be had
     */
    public String enrol(String token, SensorKey key) throws IOException, InterruptedException {
        String path = address.toString().endsWith("/") ? PATH : "/" + PATH;
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(token, key)))
                .build();
        try (HttpClient client = client()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream octets = response.body()) {
                return answer(response.statusCode(), octets.readNBytes(LONGEST_ANSWER));
            }
        } catch (SSLException distrusted) {
            throw new IOException(
                    address + ": no trusted connection: " + distrusted.getMessage()
                            + "; --authority FILE names who vouches for it",
                    distrusted);
        } catch (HttpTimeoutException late) {
            throw new IOException(address + ": does not answer", late);
        } catch (ConnectException away) {
            throw new IOException(address + ": cannot be reached", away);
        }
    }

    private static String body(String token, SensorKey key) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("token", token);
            json.writeStringField("publicKey", key.toString());
            json.writeEndObject();
        }
        return text.toString();
    }

    private String answer(int status, byte[] octets) throws IOException {
        if (status == OK) {
            return new String(octets, StandardCharsets.UTF_8);
        }
        String detail = detail(octets);
        if (status == UNAUTHORIZED) {
            throw new IOException(address + ": " + (detail.isEmpty() ? "the token is not valid" : detail));
        }
        throw new IOException(address + ": answers " + status + (detail.isEmpty() ? "" : ": " + detail)
                + (status < 400 ? ": give the address that it leads to" : ""));
    }

    /** What a problem says of itself (RFC 9457); empty where the answer is something else. */
    private static String detail(byte[] octets) {
        try (JsonParser json = JSON.createParser(octets)) {
            String said = "";
            while (json.nextToken() != null) {
                String name = json.currentName();
                boolean tells = "detail".equals(name) || ("title".equals(name) && said.isEmpty());
                if (tells && json.currentToken() == JsonToken.VALUE_STRING) {
                    said = json.getText();
                }
            }
            return said;
        } catch (IOException noJson) {
            return "";
        }
    }

    private HttpClient client() throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        return authority == null
                ? client.build()
                : client.sslContext(trusting(authority)).build();
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream file = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry(Integer.toString(number++), certificate);
            }
            if (number == 0) {
                throw new IOException(authority + ": holds no certificate");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException refused) {
            throw new IOException(authority + ": holds no certificate in PEM", refused);
        }
    }
}
