package io.curfew.collector.store.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.curfew.collector.json.CurfewJson;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers in OpenSearch's place what a real one says at times that no test can bring about. */
final class StubServer implements AutoCloseable {
    private final HttpServer http;
    private final Server server;

    /** @param path the one that is answered */
    StubServer(String path, HttpHandler answers) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(path, answers);
        http.start();
        URI here = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        server = Server.at(here, null, Duration.ofSeconds(20), CurfewJson.mapper());
    }

    /** What asks it. */
    Server server() {
        return server;
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] answer = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    @Override
    public void close() {
        server.close();
        http.stop(0);
    }
}
