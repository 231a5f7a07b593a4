package io.curfew.collector.row;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the form of a type out of the type itself. For one thread. */
final class Forms {
    private static final int MAC_OCTETS = 6;

    private final Map<Type, Form> known = new HashMap<>();

    Forms() {
        put(String.class, RowOutput::text, RowInput::text, null);
        put(boolean.class, (output, value) -> output.octet(value ? 1 : 0), input -> input.octet() != 0, false);
        put(int.class, (output, value) -> output.signed(value), input -> Math.toIntExact(input.signed()), 0);
        put(long.class, RowOutput::signed, RowInput::signed, 0L);
        put(
                double.class,
                (output, value) -> output.fixed(Double.doubleToLongBits(value), Long.BYTES),
                input -> Double.longBitsToDouble(input.fixed(Long.BYTES)),
                0.0);
        put(Boolean.class, (output, value) -> output.octet(value ? 1 : 0), input -> input.octet() != 0, null);
        put(Integer.class, (output, value) -> output.signed(value), input -> Math.toIntExact(input.signed()), null);
        put(Long.class, RowOutput::signed, RowInput::signed, null);
        put(Instant.class, Moments::write, Moments::read, null);
        put(Duration.class, Moments::write, Moments::readDuration, null);
        put(
                LocalDate.class,
                (output, day) -> output.signed(day.toEpochDay() - Moments.FIRST_DAY),
                input -> LocalDate.ofEpochDay(input.signed() + Moments.FIRST_DAY),
                null);
        put(IpAddress.class, Forms::write, Forms::readIp, null);
        put(
                MacAddress.class,
                (output, mac) -> output.fixed(mac.bits(), MAC_OCTETS),
                input -> new MacAddress(input.fixed(MAC_OCTETS)),
                null);
        put(DomainName.class, (output, name) -> output.text(name.value()), input -> new DomainName(input.text()), null);
    }

    private <T> void put(
            Class<T> type, BiConsumer<RowOutput, T> writer, Function<RowInput, T> reader, @Nullable T absent) {
        known.put(type, new Simple<>(type.getSimpleName(), writer, reader, absent));
    }

    Form of(Type type) {
        Form form = known.get(type);
        if (form == null) {
            form = made(type);
            known.put(type, form);
        }
        return form;
    }

    private Form made(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new Listed(of(generic.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Set.class) {
            return new Distinct(new Listed(of(generic.getActualTypeArguments()[0])));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return new Mapped(of(generic.getActualTypeArguments()[0]), of(generic.getActualTypeArguments()[1]));
        }
        if (type instanceof Class<?> plain) {
            if (plain.isRecord()) {
                return new RecordForm(plain, this);
            }
            if (plain.isEnum()) {
                return new Constant(plain);
            }
            if (plain.isSealed()) {
                return new OneOf(
                        Arrays.asList(plain.getPermittedSubclasses()),
                        Arrays.stream(plain.getPermittedSubclasses())
                                .map(this::of)
                                .toList());
            }
        }
        throw new IllegalArgumentException("a row cannot hold a " + type);
    }

    private static void write(RowOutput output, IpAddress ip) {
        output.octet(ip.isV6() ? 6 : 4);
        if (ip.isV6()) {
            output.fixed(ip.high(), Long.BYTES);
            output.fixed(ip.low(), Long.BYTES);
        } else {
            output.fixed(ip.low(), Integer.BYTES);
        }
    }

    private static IpAddress readIp(RowInput input) {
        return input.octet() == 6
                ? IpAddress.v6(input.fixed(Long.BYTES), input.fixed(Long.BYTES))
                : IpAddress.v4((int) input.fixed(Integer.BYTES));
    }

    private record Simple<T>(
            String shape,
            BiConsumer<RowOutput, T> writer,
            Function<RowInput, T> reader,
            @Nullable T absent) implements Form {
        @SuppressWarnings("unchecked") // a form is asked for values of its type only
        @Override
        public void write(RowOutput output, Object value) {
            writer.accept(output, (T) value);
        }

        @Override
        public Object read(RowInput input) {
            return reader.apply(input);
        }
    }

    private record Listed(Form element) implements Form {
        @Override
        public void write(RowOutput output, Object value) {
            List<?> list = (List<?>) value;
            output.unsigned(list.size());
            for (int index = 0; index < list.size(); index++) {
                element.write(output, list.get(index));
            }
        }

        @Override
        public Object read(RowInput input) {
            int count = input.count();
            List<Object> list = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                list.add(element.read(input));
            }
            return list;
        }

        @Override
        public Object absent() {
            return List.of();
        }

        @Override
        public String shape() {
            return "[" + element.shape() + "]";
        }
    }

    private record Distinct(Listed listed) implements Form {
        @Override
        public void write(RowOutput output, Object value) {
            listed.write(output, List.copyOf((Set<?>) value));
        }

        @Override
        public Object read(RowInput input) {
            return new LinkedHashSet<>((List<?>) listed.read(input));
        }

        @Override
        public Object absent() {
            return Set.of();
        }

        @Override
        public String shape() {
            return listed.shape();
        }
    }

    private record Mapped(Form key, Form value) implements Form {
        @Override
        public void write(RowOutput output, Object map) {
            Map<?, ?> entries = (Map<?, ?>) map;
            output.unsigned(entries.size());
            entries.forEach((name, entry) -> {
                key.write(output, name);
                value.write(output, entry);
            });
        }

        @Override
        public Object read(RowInput input) {
            int count = input.count();
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int index = 0; index < count; index++) {
                map.put(key.read(input), value.read(input));
            }
            return map;
        }

        @Override
        public Object absent() {
            return Map.of();
        }

        @Override
        public String shape() {
            return "[" + key.shape() + "=" + value.shape() + "]";
        }
    }

    /** An enum by its ordinal: constants are only ever added at the end. */
    private static final class Constant implements Form {
        private final Object[] constants;

        Constant(Class<?> type) {
            constants = type.getEnumConstants();
        }

        @SuppressWarnings("EnumOrdinal") // the shape of rows, which a test guards, names the constants in their order
        @Override
        public void write(RowOutput output, Object value) {
            output.unsigned(((Enum<?>) value).ordinal());
        }

        @Override
        public Object read(RowInput input) {
            return constants[input.count()];
        }

        @Override
        public String shape() {
            return Arrays.stream(constants).map(Object::toString).collect(Collectors.joining("|"));
        }
    }

    /** One of the cases of a sealed type, by its place: cases are only ever added at the end. */
    private record OneOf(List<Class<?>> cases, List<Form> forms) implements Form {
        @Override
        public void write(RowOutput output, Object value) {
            int index = cases.indexOf(value.getClass());
            output.unsigned(index);
            forms.get(index).write(output, value);
        }

        @Override
        public Object read(RowInput input) {
            return forms.get(input.count()).read(input);
        }

        @Override
        public String shape() {
            return forms.stream().map(Form::shape).collect(Collectors.joining("|"));
        }
    }
}
