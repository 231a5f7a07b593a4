package io.curfew.collector.row;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
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

/** Makes the form of a type out of the type itself, once. For several threads. */
final class Forms {
    private final Map<Type, Form> known = new HashMap<>();

    Forms() {
        put(String.class, Texts::write, Texts::read, null);
        put(
                DomainName.class,
                (output, name) -> Texts.write(output, name.value()),
                input -> new DomainName(Texts.read(input)),
                null);
        put(
                DeviceId.class,
                (output, id) -> Texts.write(output, id.value()),
                input -> new DeviceId(Texts.read(input)),
                null);
        put(
                SensorId.class,
                (output, id) -> Texts.write(output, id.value()),
                input -> new SensorId(Texts.read(input)),
                null);
        put(
                SiteId.class,
                (output, id) -> Texts.write(output, id.value()),
                input -> new SiteId(Texts.read(input)),
                null);
        put(boolean.class, (output, value) -> output.octet(value ? 1 : 0), input -> input.octet() != 0, false);
        put(
                double.class,
                (output, value) -> output.fixed(Double.doubleToLongBits(value), Long.BYTES),
                input -> Double.longBitsToDouble(input.fixed(Long.BYTES)),
                0.0);
        put(Boolean.class, (output, value) -> output.octet(value ? 1 : 0), input -> input.octet() != 0, null);
        known.put(int.class, new Whole(int.class, 0));
        known.put(long.class, new Whole(long.class, 0L));
        known.put(Integer.class, new Whole(Integer.class, null));
        known.put(Long.class, new Whole(Long.class, null));
        put(Instant.class, Moments::write, Moments::read, null);
        put(Duration.class, Moments::write, Moments::readDuration, null);
        put(
                LocalDate.class,
                (output, day) -> output.signed(day.toEpochDay() - Moments.FIRST_DAY),
                input -> LocalDate.ofEpochDay(input.signed() + Moments.FIRST_DAY),
                null);
        put(IpAddress.class, Addresses::write, Addresses::readIp, null);
        put(MacAddress.class, Addresses::write, Addresses::readMac, null);
    }

    private <T> void put(
            Class<T> type, BiConsumer<RowOutput, T> writer, Function<RowInput, T> reader, @Nullable T absent) {
        known.put(type, new Simple<>(type.getSimpleName(), writer, reader, absent));
    }

    synchronized Form of(Type type) {
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

    private record Simple<T>(
            String shape,
            BiConsumer<RowOutput, T> writer,
            Function<RowInput, T> reader,
            @Nullable T absent) implements Form {
        @SuppressWarnings("unchecked") // a form is asked for values of its type only
        @Override
        public void write(RowOutput output, Object value, @Nullable Object before) {
            writer.accept(output, (T) value);
        }

        @Override
        public Object read(RowInput input, @Nullable Object before) {
            return reader.apply(input);
        }
    }

    /** A whole number, beside one before it by how much it is more. */
    private record Whole(Class<?> type, @Nullable Object absent) implements Form {
        @Override
        public void write(RowOutput output, Object value, @Nullable Object before) {
            output.signed(((Number) value).longValue() - than(before));
        }

        @Override
        public Object read(RowInput input, @Nullable Object before) {
            long value = input.signed() + than(before);
            if (type == int.class || type == Integer.class) {
                return Math.toIntExact(value);
            }
            return value;
        }

        private static long than(@Nullable Object before) {
            return before == null ? 0 : ((Number) before).longValue();
        }

        @Override
        public String shape() {
            return type.getSimpleName();
        }
    }

    private record Listed(Form element) implements Form {
        @Override
        public void write(RowOutput output, Object value, @Nullable Object before) {
            List<?> list = (List<?>) value;
            output.unsigned(list.size());
            Object last = null;
            for (int index = 0; index < list.size(); index++) {
                Object next = list.get(index);
                element.write(output, next, last);
                last = next;
            }
        }

        @Override
        public Object read(RowInput input, @Nullable Object before) {
            int count = input.count();
            List<Object> list = new ArrayList<>(count);
            Object last = null;
            for (int index = 0; index < count; index++) {
                last = element.read(input, last);
                list.add(last);
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
        public void write(RowOutput output, Object value, @Nullable Object before) {
            listed.write(output, List.copyOf((Set<?>) value), null);
        }

        @Override
        public Object read(RowInput input, @Nullable Object before) {
            return new LinkedHashSet<>((List<?>) listed.read(input, null));
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
        public void write(RowOutput output, Object map, @Nullable Object before) {
            Map<?, ?> entries = (Map<?, ?>) map;
            output.unsigned(entries.size());
            entries.forEach((name, entry) -> {
                key.write(output, name, null);
                value.write(output, entry, null);
            });
        }

        @Override
        public Object read(RowInput input, @Nullable Object before) {
            int count = input.count();
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int index = 0; index < count; index++) {
                map.put(key.read(input, null), value.read(input, null));
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
        public void write(RowOutput output, Object value, @Nullable Object before) {
            output.unsigned(((Enum<?>) value).ordinal());
        }

        @Override
        public Object read(RowInput input, @Nullable Object before) {
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
        public void write(RowOutput output, Object value, @Nullable Object before) {
            int index = cases.indexOf(value.getClass());
            output.unsigned(index);
            forms.get(index).write(output, value, null);
        }

        @Override
        public Object read(RowInput input, @Nullable Object before) {
            return forms.get(input.count()).read(input, null);
        }

        @Override
        public String shape() {
            return forms.stream().map(Form::shape).collect(Collectors.joining("|"));
        }
    }
}
