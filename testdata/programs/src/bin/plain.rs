//! No async at all: threads, iterators, callbacks, once-cells. No label may say async here, however often a
//! function is named poll.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use std::collections::{BTreeMap, HashMap};
use std::panic;
use std::rc::Rc;
use std::sync::{mpsc, Arc, Condvar, Mutex, Once};
use std::thread;

fn thread_spawn() {
    thread::spawn(|| capture()).join().unwrap();
}

fn thread_named_with_function() {
    fn worker() -> u32 {
        capture()
    }
    thread::Builder::new().name("worker".into()).spawn(worker).unwrap().join().unwrap();
}

fn thread_scope() {
    let numbers = vec![1, 2, 3];
    thread::scope(|scope| {
        scope.spawn(|| numbers.iter().map(|n| n + capture()).sum::<u32>()).join().unwrap();
    });
}

fn thread_with_a_channel() {
    let (sender, receiver) = mpsc::channel::<Box<dyn FnOnce() + Send>>();
    let worker = thread::spawn(move || {
        for job in receiver {
            job();
        }
    });
    sender
        .send(Box::new(|| {
            capture();
        }))
        .unwrap();
    drop(sender);
    worker.join().unwrap();
}

fn thread_waiting_on_a_condition() {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let other = pair.clone();
    let waiter = thread::spawn(move || {
        let guard = other.0.lock().unwrap();
        let _ready = other
            .1
            .wait_while(guard, |ready| {
                capture();
                !*ready
            })
            .unwrap();
    });
    *pair.0.lock().unwrap() = true;
    pair.1.notify_all();
    waiter.join().unwrap();
}

fn catch_unwind_closure() {
    panic::catch_unwind(|| capture()).unwrap();
}

fn boxed_once_closure() {
    let job: Box<dyn FnOnce() -> u32> = Box::new(|| capture());
    job();
}

fn boxed_closure() {
    let add: Box<dyn Fn(u32) -> u32> = Box::new(|n| capture() + n);
    add(1);
}

fn reference_to_a_mutable_closure() {
    fn twice(f: &mut dyn FnMut(u32)) {
        f(1);
        f(2);
    }
    let mut total = 0;
    twice(&mut |n| total += n + capture());
}

fn function_pointer() {
    let f: fn() -> u32 = capture;
    f();
}

fn function_pointer_from_a_closure() {
    let table: [(&str, fn(u32) -> u32); 1] = [("add", |n| n + capture())];
    (table[0].1)(1);
}

fn function_item_to_a_generic() {
    fn apply<F: Fn() -> u32>(f: F) -> u32 {
        f()
    }
    apply(capture);
}

fn shared_closure() {
    let f: Rc<dyn Fn() -> u32> = Rc::new(|| capture());
    let again = f.clone();
    again();
}

fn closure_returned_from_a_closure() {
    let adder = |a: u32| move |b: u32| a + b + capture();
    adder(1)(2);
}

fn trait_object() {
    trait Shape {
        fn area(&self) -> u32;
    }
    struct Square(u32);
    impl Shape for Square {
        fn area(&self) -> u32 {
            self.0 * capture()
        }
    }
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square(2))];
    shapes.iter().map(|shape| shape.area()).sum::<u32>();
}

fn function_named_poll() {
    struct Device;
    impl Device {
        fn poll(&mut self) -> u32 {
            (0..1).map(|_| capture()).sum()
        }
    }
    fn poll(device: &mut Device) -> u32 {
        device.poll()
    }
    poll(&mut Device);
}

fn iterator_chain() {
    (0..3u32).filter(|n| *n == 1).flat_map(|n| vec![n]).map(|n| n + capture()).fold(0, |a, b| a + b);
}

fn iterator_written_by_hand() {
    struct Countdown(u32);
    impl Iterator for Countdown {
        type Item = u32;
        fn next(&mut self) -> Option<u32> {
            capture();
            self.0.checked_sub(1)
        }
    }
    Countdown(1).zip(0..3).take_while(|(a, _)| *a > 0).count();
}

fn iterator_for_each_try_fold() {
    let _ = vec![1, 2].iter().try_fold(0u32, |sum, n| sum.checked_add(n + capture()));
}

fn sort_by() {
    let mut numbers = vec![3, 1, 2];
    numbers.sort_by(|a, b| {
        capture();
        a.cmp(b)
    });
}

fn sort_by_cached_key() {
    let mut words = vec!["bb", "a"];
    words.sort_by_cached_key(|word| word.len() as u32 + capture());
}

fn map_entry_or_insert_with() {
    let mut counts = HashMap::new();
    counts.entry("a").or_insert_with(|| capture());
}

fn map_retain() {
    let mut counts: BTreeMap<u32, u32> = (0..3).map(|n| (n, n)).collect();
    counts.retain(|_, n| {
        capture();
        *n > 1
    });
}

fn option_and_result_closures() {
    let _ = Some(1u32)
        .map(|n| n + 1)
        .ok_or_else(|| 0)
        .and_then(|n| if n > 0 { Err(n) } else { Ok(n) })
        .unwrap_or_else(|n| n + capture());
}

fn string_closures() {
    "a,b".split(|c: char| c == ',').map(str::len).for_each(|n| {
        let _ = n as u32 + capture();
    });
}

fn once() {
    static START: Once = Once::new();
    START.call_once(|| {
        capture();
    });
}

fn once_cell_lazy() {
    static LIMIT: once_cell::sync::Lazy<u32> = once_cell::sync::Lazy::new(|| capture());
    let _ = *LIMIT + 1;
}

fn thread_local() {
    thread_local!(static SEED: u32 = capture());
    SEED.with(|seed| *seed);
}

fn thread_local_with() {
    thread_local!(static COUNT: std::cell::Cell<u32> = std::cell::Cell::new(0));
    COUNT.with(|count| count.set(capture()));
}

fn display_implementation() {
    struct Money(u32);
    impl std::fmt::Display for Money {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{}", self.0 + capture())
        }
    }
    let _ = format!("{:>8}", Money(1));
}

fn comparison_in_a_tree() {
    #[derive(PartialEq, Eq, PartialOrd)]
    struct Key(u32);
    impl Ord for Key {
        fn cmp(&self, other: &Key) -> std::cmp::Ordering {
            capture();
            self.0.cmp(&other.0)
        }
    }
    let mut tree = BTreeMap::new();
    tree.insert(Key(1), ());
    tree.insert(Key(2), ());
}

fn recursion_with_a_closure() {
    fn walk(depth: u32, visit: &dyn Fn(u32) -> u32) -> u32 {
        if depth == 0 {
            visit(depth)
        } else {
            walk(depth - 1, visit)
        }
    }
    walk(3, &|depth| depth + capture());
}

fn rayon_parallel_iterator() {
    use rayon::prelude::*;
    vec![1u32, 2, 3].par_iter().map(|n| if *n == 2 { capture() } else { *n }).sum::<u32>();
}

fn rayon_join() {
    rayon::join(|| capture(), || 1);
}

fn rayon_spawn() {
    let (sender, receiver) = mpsc::channel();
    rayon::spawn(move || {
        capture();
        sender.send(()).unwrap();
    });
    receiver.recv().unwrap();
}

fn rayon_scope_and_sort() {
    use rayon::prelude::*;
    let mut numbers: Vec<u32> = (0..9).rev().collect();
    rayon::scope(|scope| {
        scope.spawn(|_| {
            numbers.par_sort_by(|a, b| {
                capture();
                a.cmp(b)
            })
        });
    });
}

scenarios!(
    thread_spawn,
    thread_named_with_function,
    thread_scope,
    thread_with_a_channel,
    thread_waiting_on_a_condition,
    catch_unwind_closure,
    boxed_once_closure,
    boxed_closure,
    reference_to_a_mutable_closure,
    function_pointer,
    function_pointer_from_a_closure,
    function_item_to_a_generic,
    shared_closure,
    closure_returned_from_a_closure,
    trait_object,
    function_named_poll,
    iterator_chain,
    iterator_written_by_hand,
    iterator_for_each_try_fold,
    sort_by,
    sort_by_cached_key,
    map_entry_or_insert_with,
    map_retain,
    option_and_result_closures,
    string_closures,
    once,
    once_cell_lazy,
    thread_local,
    thread_local_with,
    display_implementation,
    comparison_in_a_tree,
    recursion_with_a_closure,
    rayon_parallel_iterator,
    rayon_join,
    rayon_spawn,
    rayon_scope_and_sort,
);
