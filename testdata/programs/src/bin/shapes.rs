//! The shapes in which users write async code: nested functions, closures that make async blocks, recursion,
//! generics, methods. Most run on futures' block_on, so that the frames are the user's own.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::executor::block_on;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

async fn leaf() -> u32 {
    capture()
}

fn nested_functions() {
    async fn outer() -> u32 {
        async fn inner() -> u32 {
            async fn innermost() -> u32 {
                leaf().await
            }
            innermost().await
        }
        inner().await
    }
    block_on(outer());
}

fn nested_plain_function() {
    async fn outer() -> u32 {
        fn helper(value: u32) -> u32 {
            value + capture()
        }
        helper(leaf_free().await)
    }
    async fn leaf_free() -> u32 {
        1
    }
    block_on(outer());
}

async fn do_tasks(count: u32) -> Vec<u32> {
    let task = |number: u32| async move { number + leaf().await };
    let mut results = Vec::new();
    for number in 0..count {
        results.push(task(number).await);
    }
    results
}

fn closure_that_makes_blocks() {
    block_on(do_tasks(2));
}

fn closure_that_makes_blocks_for_join_all() {
    async fn gather() -> Vec<u32> {
        futures::future::join_all((0..3).map(|number| async move { number + leaf().await })).await
    }
    block_on(gather());
}

fn second_closure_of_an_async_fn() {
    async fn work() -> u32 {
        let double = |value: u32| value * 2;
        let observe = |value: u32| value + capture();
        observe(double(1))
    }
    block_on(work());
}

fn closure_in_a_closure_in_an_async_fn() {
    async fn work() -> u32 {
        let twice = |value: u32| {
            let observe = || value + capture();
            observe()
        };
        twice(1)
    }
    block_on(work());
}

fn block_in_an_async_fn() {
    async fn work() -> u32 {
        async { leaf().await }.await
    }
    block_on(work());
}

fn second_block_in_an_async_fn() {
    async fn work() -> u32 {
        let first = async { 1 }.await;
        let second = async { leaf().await }.await;
        first + second
    }
    block_on(work());
}

fn blocks_within_blocks() {
    block_on(async { async { async { leaf().await }.await }.await });
}

fn function_that_returns_a_block() {
    fn delayed(value: u32) -> impl Future<Output = u32> {
        async move { leaf().await + value }
    }
    block_on(async { delayed(1).await });
}

fn function_that_returns_a_closure_that_makes_blocks() {
    fn factory(base: u32) -> impl Fn(u32) -> Pin<Box<dyn Future<Output = u32>>> {
        move |value| Box::pin(async move { leaf().await + base + value })
    }
    block_on(factory(1)(2));
}

fn boxed_handlers_in_a_table() {
    type Handler = Box<dyn Fn(u32) -> Pin<Box<dyn Future<Output = u32>>>>;
    async fn increment(value: u32) -> u32 {
        leaf().await + value
    }
    let handlers: Vec<(&str, Handler)> = vec![
        ("increment", Box::new(|value| Box::pin(increment(value)))),
        ("block", Box::new(|value| Box::pin(async move { value }))),
    ];
    let handler = &handlers.iter().find(|(name, _)| *name == "increment").unwrap().1;
    block_on(handler(1));
}

async fn countdown(from: u32) -> u32 {
    if from == 0 {
        return leaf().await;
    }
    countdown_boxed(from - 1).await
}

fn countdown_boxed(from: u32) -> Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(countdown(from))
}

fn recursion() {
    block_on(countdown(2));
}

fn walk(depth: u32) -> Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(async move {
        if depth == 0 {
            leaf().await
        } else {
            walk(depth - 1).await
        }
    })
}

fn recursion_of_a_block() {
    block_on(walk(2));
}

async fn generic<T: Debug, const N: usize>(value: T, array: [u8; N]) -> u32 {
    let result = leaf().await;
    drop((value, array));
    result
}

fn generic_async_fn() {
    block_on(generic("text", [0u8; 3]));
}

fn generic_over_a_future() {
    async fn both<A: Future<Output = u32>, B: Future<Output = u32>>(first: A, second: B) -> u32 {
        first.await + second.await
    }
    block_on(both(leaf(), async { 2 }));
}

fn generic_over_a_closure() {
    async fn with<F: FnOnce(u32) -> Fut, Fut: Future<Output = u32>>(make: F) -> u32 {
        make(1).await
    }
    block_on(with(|value| async move { value + leaf().await }));
}

fn plain_closure_passed_to_an_async_fn() {
    async fn apply<F: Fn(u32) -> u32>(f: F) -> u32 {
        f(2)
    }
    block_on(apply(|value| value + capture()));
}

struct Store<T> {
    items: Vec<T>,
}

impl<T: Clone + Debug> Store<T> {
    async fn load(&self, index: usize) -> u32 {
        let _item = self.items.get(index).cloned();
        leaf().await
    }

    async fn load_all(&self) -> u32 {
        let mut total = 0;
        for index in 0..self.items.len() {
            total += self.load(index).await;
        }
        total
    }

    fn load_later(&self, index: usize) -> impl Future<Output = u32> + '_ {
        async move { self.load(index).await }
    }

    fn visit<R>(&self, visitor: impl Fn(&T) -> R) -> Vec<R> {
        self.items.iter().map(|item| visitor(item)).collect()
    }
}

fn methods_of_a_generic_type() {
    block_on(Store { items: vec!["a".to_string()] }.load_all());
}

fn method_that_returns_a_block() {
    block_on(Store { items: vec![1u8] }.load_later(0));
}

fn closure_given_to_a_method() {
    async fn report(store: Store<u8>) -> usize {
        store.visit(|item| capture() + *item as u32).len()
    }
    block_on(report(Store { items: vec![1] }));
}

fn borrowed_arguments() {
    async fn length<'a>(text: &'a str, (left, right): (u32, &'a u32)) -> u32 {
        leaf().await + text.len() as u32 + left + right
    }
    block_on(length("abc", (1, &2)));
}

fn iterator_closures_in_an_async_fn() {
    async fn sum() -> u32 {
        vec![1u32, 2].into_iter().map(|n| if n == 2 { capture() } else { n }).sum()
    }
    block_on(sum());
}

fn option_closure_in_an_async_fn() {
    async fn lookup() -> u32 {
        None::<u32>.map(|n| n + 1).unwrap_or_else(|| capture())
    }
    block_on(lookup());
}

fn sort_in_an_async_block() {
    block_on(async {
        let mut items = vec![3, 1, 2];
        items.sort_by(|a, b| {
            capture();
            a.cmp(b)
        });
    });
}

fn question_mark_converts_the_error() {
    struct Failure;
    impl From<std::num::ParseIntError> for Failure {
        fn from(_: std::num::ParseIntError) -> Failure {
            capture();
            Failure
        }
    }
    async fn parse(text: &str) -> Result<u32, Failure> {
        let number: u32 = text.parse()?;
        Ok(number)
    }
    let _ = block_on(parse("x"));
}

fn macro_that_makes_blocks() {
    macro_rules! retry {
        ($work:expr) => {
            async {
                let mut result = 0;
                for _ in 0..2 {
                    result = $work.await;
                }
                result
            }
        };
    }
    block_on(async { retry!(leaf()).await });
}

mod module {
    pub mod nested {
        pub async fn deep() -> u32 {
            super::shallow(crate::leaf()).await
        }
    }

    pub async fn shallow(future: impl std::future::Future<Output = u32>) -> u32 {
        future.await
    }
}

fn modules_and_impl_trait_arguments() {
    block_on(module::nested::deep());
}

fn associated_function_of_a_trait_constant_generic() {
    struct Matrix<const R: usize, const C: usize>;
    impl<const R: usize, const C: usize> Matrix<R, C> {
        async fn rows() -> u32 {
            leaf().await + R as u32
        }
    }
    block_on(Matrix::<2, 3>::rows());
}

fn closure_in_a_constant() {
    const OBSERVE: fn() -> u32 = || capture();
    block_on(async { OBSERVE() });
}

fn future_in_a_struct_field() {
    struct Job<F> {
        name: &'static str,
        work: F,
    }
    async fn start<F: Future<Output = u32>>(job: Job<F>) -> u32 {
        job.work.await + job.name.len() as u32
    }
    block_on(start(Job { name: "mail", work: async { leaf().await } }));
}

scenarios!(
    nested_functions,
    nested_plain_function,
    closure_that_makes_blocks,
    closure_that_makes_blocks_for_join_all,
    second_closure_of_an_async_fn,
    closure_in_a_closure_in_an_async_fn,
    block_in_an_async_fn,
    second_block_in_an_async_fn,
    blocks_within_blocks,
    function_that_returns_a_block,
    function_that_returns_a_closure_that_makes_blocks,
    boxed_handlers_in_a_table,
    recursion,
    recursion_of_a_block,
    generic_async_fn,
    generic_over_a_future,
    generic_over_a_closure,
    plain_closure_passed_to_an_async_fn,
    methods_of_a_generic_type,
    method_that_returns_a_block,
    closure_given_to_a_method,
    borrowed_arguments,
    iterator_closures_in_an_async_fn,
    option_closure_in_an_async_fn,
    sort_in_an_async_block,
    question_mark_converts_the_error,
    macro_that_makes_blocks,
    modules_and_impl_trait_arguments,
    associated_function_of_a_trait_constant_generic,
    closure_in_a_constant,
    future_in_a_struct_field,
);
