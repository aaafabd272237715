use crate::failure::Failure;
use hyper::{Body, Client, Request, Response};
use serde_json::Value;
use tracing::{info_span, instrument, Instrument};

#[instrument(skip(request), err)]
pub async fn quote(request: Request<Body>) -> Result<Response<Body>, Failure> {
    let order = read_json(request).await?;
    let text = |name: &str| {
        order
            .get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
            .ok_or_else(|| Failure::new(422, format!("field {} is missing", name)))
    };
    let answer = format!("{} for {}", text("item")?, text("customer")?);
    Ok(Response::new(Body::from(answer)))
}

async fn read_json(request: Request<Body>) -> Result<Value, Failure> {
    let bytes = hyper::body::to_bytes(request.into_body()).instrument(info_span!("body")).await?;
    let value = serde_json::from_slice(&bytes)?;
    Ok(value)
}

#[instrument]
pub async fn rates(currency: &str) -> Result<Response<Body>, Failure> {
    let fetch = async {
        // Nothing listens on port 1.
        let uri = format!("http://127.0.0.1:1/rates/{}", currency).parse()?;
        let response = Client::new().get(uri).await?;
        Ok::<_, Failure>(response)
    };
    let response = fetch.instrument(info_span!("upstream")).await?;
    Ok(response)
}

pub async fn crash(request: Request<Body>) -> Result<Response<Body>, Failure> {
    let length: usize = request.headers()["x-length"].to_str()?.parse()?;
    Ok(Response::new(Body::from(vec![0; length])))
}
