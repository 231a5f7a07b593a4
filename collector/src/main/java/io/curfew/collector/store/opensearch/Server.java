package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.store.StoreAwayException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchClientException;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** One OpenSearch, asked through one pool of connections. Connects when first asked. */
public final class Server implements AutoCloseable {
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    /** Of OpenSearch's answer 400 where a new index would be one too many; from version 3 on it names the kind. */
    private static final Pattern SHARDS_ARE_OUT = Pattern.compile("maximum (\\S+ )?shards open");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchClient client;

    private Server(OpenSearchClient client) {
        this.client = client;
    }

    /**
     * A server.
     *
     * @param url its address
     * @param credentials who asks; absent where the server asks nobody
     * @param timeout the longest that an answer may take
     * @param json how documents are read and written
     */
    public static Server at(URI url, @Nullable Credentials credentials, Duration timeout, ObjectMapper json) {
        HttpHost host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
        ApacheHttpClient5TransportBuilder transport = ApacheHttpClient5TransportBuilder.builder(host)
                .setMapper(new JacksonJsonpMapper(json))
                .setRequestConfigCallback(request -> request.setResponseTimeout(Timeout.of(timeout)))
                .setHttpClientConfigCallback(http -> {
                    if (credentials != null) {
                        BasicCredentialsProvider provider = new BasicCredentialsProvider();
                        provider.setCredentials(
                                new AuthScope(host),
                                new UsernamePasswordCredentials(
                                        credentials.user(),
                                        credentials.password().toCharArray()));
                        http.setDefaultCredentialsProvider(provider);
                    }
                    return http;
                });
        return new Server(new OpenSearchClient(transport.build()));
    }

    /** Who asks. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** A question to the server. */
    @FunctionalInterface
    interface Question<T> {
        T ask(OpenSearchClient client) throws IOException;
    }

    /**
     * Asks.
     *
     * @throws StoreAwayException when the server does not answer, or answers that it cannot now
     * @throws RequestTooLargeException when it takes no question that is as large
     * @throws OpenSearchException when the question is wrong
     */
    <T> T ask(Question<T> question) {
        try {
            return question.ask(client);
        } catch (OpenSearchException refusal) {
            if (refusal.status() == TOO_LARGE) {
                throw new RequestTooLargeException(refusal);
            }
            String reason = refusal.error().reason();
            if (isPassing(refusal.status(), reason)) {
                throw new StoreAwayException(passing(refusal.status(), reason), refusal);
            }
            throw refusal;
        } catch (OpenSearchClientException refusal) {
            if (refusal.status() == TOO_LARGE) {
                throw new RequestTooLargeException(refusal);
            }
            if (isPassing(refusal.status(), null)) {
                throw new StoreAwayException("the store answers " + refusal.status(), refusal);
            }
            throw refusal;
        } catch (ResponseException answer) {
            // An answer without words, or not of the server, but of a proxy before it.
            if (answer.status() == TOO_LARGE) {
                throw new RequestTooLargeException(answer);
            }
            throw new StoreAwayException("the store answers " + answer.status(), answer);
        } catch (IOException away) {
            throw new StoreAwayException("the store does not answer", away);
        }
    }

    /**
     * Sends what the typed client has no words for.
     *
     * @param json the body; absent for none
     * @return the answer's body
     */
    JsonNode send(String method, String path, Map<String, String> query, @Nullable String json) {
        Requests.JsonBodyBuilder request =
                Requests.builder().method(method).endpoint(path).query(query);
        if (json != null) {
            request.json(json);
        }
        return send(request.build());
    }

    /** Sends octets as they are, and returns the answer's body. */
    JsonNode sendOctets(String method, String path, Map<String, String> query, Body body) {
        return send(Requests.builder()
                .method(method)
                .endpoint(path)
                .query(query)
                .body(body)
                .build());
    }

    private JsonNode send(Request request) {
        return ask(asked -> {
            OpenSearchGenericClient generic =
                    asked.generic().withClientOptions(OpenSearchGenericClient.ClientOptions.throwOnHttpErrors());
            try (Response response = generic.execute(request)) {
                return JSON.readTree(response.getBody().orElseThrow().body());
            }
        });
    }

    /** The server's own words for what it refused; empty where the answer has none, as that of a proxy. */
    static String reason(OpenSearchClientException refusal) {
        try {
            byte[] answer = refusal.response().getBody().map(Body::bodyAsBytes).orElse(new byte[0]);
            JsonNode error = JSON.readTree(answer).path("error");
            String type = error.path("type").asText();
            return type.isEmpty() ? "" : type + ": " + error.path("reason").asText();
        } catch (IOException noJson) {
            return "";
        }
    }

    /**
     * True for an answer that may be another when asked again; also where somebody has to make room for shards first.
     *
     * @param reason what the server says of it; absent when it does not
     */
    static boolean isPassing(int status, @Nullable String reason) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS || lacksShards(reason);
    }

    private static boolean lacksShards(@Nullable String reason) {
        return reason != null && SHARDS_ARE_OUT.matcher(reason).find();
    }

    /** What to say of an answer that is passing. */
    static String passing(int status, @Nullable String reason) {
        return "the store answers " + status + ": " + reason
                + (lacksShards(reason)
                        ? " Delete indices that nobody needs, or raise cluster.max_shards_per_node of OpenSearch."
                        : "");
    }

    @Override
    public void close() {
        try {
            client._transport().close();
        } catch (IOException closing) {
            throw new StoreAwayException("the connections to the store did not close", closing);
        }
    }
}
