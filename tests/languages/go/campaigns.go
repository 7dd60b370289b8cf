package main

// A Blueshift client over the code that oapi-codegen generates, and a listing that misses no campaign. Copy this file
// and transport.go, and generate the package blueshift: go tool oapi-codegen -config oapi-codegen.yaml blueshift.yaml

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strconv"

	"example.com/blueshift-example/blueshift"
)

const furtherReadings = 5

// Connect returns a client for one account. A nil transport is NewTransport().
func Connect(baseURL, apiKey string, transport *Transport) (*blueshift.ClientWithResponses, error) {
	if transport == nil {
		transport = NewTransport()
	}
	client := &http.Client{
		Transport: transport,
		// A redirect would send the key to another host.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return blueshift.NewClientWithResponses(baseURL,
		blueshift.WithHTTPClient(doer{client}),
		blueshift.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
			// The API key is the user name; the password is empty.
			request.SetBasicAuth(apiKey, "")
			return nil
		}))
}

// AllCampaigns yields every campaign that matches the filters, each once. It yields an error rather than ending early.
func AllCampaigns(ctx context.Context, client *blueshift.ClientWithResponses, filters blueshift.ListCampaignsParams) iter.Seq2[blueshift.Campaign, error] {
	return func(yield func(blueshift.Campaign, error) bool) {
		if filters.PerPage == nil {
			filters.PerPage = new(200)
		}
		seen := map[string]bool{}
		// A campaign on two pages means that the list moved, and another may have been missed: read again.
		for range 1 + furtherReadings {
			places, total, stopped := 0, 0, false
			reading := reading{ctx, client, filters}
			err := reading.pages(func(page page) (bool, error) {
				places += len(page.items)
				total = page.total
				for _, campaign := range page.items {
					if campaign.Uuid == "" {
						return false, fmt.Errorf("a campaign has no uuid: %+v", campaign)
					}
					if seen[campaign.Uuid] {
						continue
					}
					seen[campaign.Uuid] = true
					if !yield(campaign, nil) {
						stopped = true
						return false, nil
					}
				}
				// Pages that only repeat each other must not be read forever.
				return places <= 2*len(seen)+1000, nil
			})
			if err != nil {
				yield(blueshift.Campaign{}, err)
				return
			}
			if stopped {
				return
			}
			if places <= len(seen) {
				if len(seen) < total {
					yield(blueshift.Campaign{}, fmt.Errorf("%d campaigns, but the total is %d", len(seen), total))
				}
				return
			}
		}
		yield(blueshift.Campaign{}, errors.New("the list kept changing while it was read"))
	}
}

// A reading of the list, from its first page to a confirmed end.
type reading struct {
	ctx     context.Context
	client  *blueshift.ClientWithResponses
	filters blueshift.ListCampaignsParams
}

// A page holds campaigns and the total that the server states beside them, or the error with which the server refused its
// number.
type page struct {
	items   []blueshift.Campaign
	total   int
	refusal *APIError
}

func (p page) isNothing() bool { return len(p.items) == 0 }

func (p page) isSame(other page) bool {
	return !p.isNothing() && slices.EqualFunc(p.items, other.items, func(a, b blueshift.Campaign) bool { return a.Uuid == b.Uuid })
}

// pages calls use with each page until it returns false.
func (r reading) pages(use func(page) (bool, error)) error {
	start := 0
	current, err := r.get(start, *r.filters.PerPage)
	if err != nil {
		return err
	}
	if refusal := current.refusal; refusal != nil {
		start = 1
		if current, err = r.get(start, *r.filters.PerPage); err != nil {
			return err
		}
		if current.refusal != nil {
			return refusal
		}
	}
	var previous page
	differed := false
	for number := start; ; {
		if current.isNothing() {
			// The end, if the next page and a second look show nothing either.
			next, err := r.get(number+1, *r.filters.PerPage)
			if err != nil {
				return err
			}
			again, err := r.get(number, *r.filters.PerPage)
			if err != nil {
				return err
			}
			if next.isNothing() && again.isNothing() {
				return r.ended(start, current, next, again)
			}
			if current.refusal != nil && again.isNothing() {
				return current.refusal
			}
			if again.isNothing() {
				number++
				again = next
			}
			current = again
		}
		if !current.isSame(previous) {
			differed = differed || !previous.isNothing()
			previous = current
			if more, err := use(current); err != nil || !more {
				return err
			}
		} else {
			far, err := r.get(number+1000, *r.filters.PerPage)
			if err != nil {
				return err
			}
			if current.isSame(far) {
				// Past its end, this server repeats a page; or it ignores page, and the list cannot be read.
				if differed || (len(current.items) == 1 && *r.filters.PerPage > 1) {
					return nil
				}
				return r.honorsPage(start)
			}
		}
		number++
		if current, err = r.get(number, *r.filters.PerPage); err != nil {
			return err
		}
	}
}

// ended returns an error if the server refused a page and does not serve the first one either.
func (r reading) ended(start int, results ...page) error {
	for _, result := range results {
		if result.refusal == nil {
			continue
		}
		if first, err := r.get(start, *r.filters.PerPage); err != nil || first.isNothing() {
			return errors.Join(result.refusal, err)
		}
	}
	return nil
}

// honorsPage returns an error unless pages of one campaign differ.
func (r reading) honorsPage(start int) error {
	first, err := r.get(start, 1)
	for n := 1; n <= 2 && err == nil; n++ {
		var other page
		if other, err = r.get(start+n, 1); err == nil && !first.isSame(other) {
			return nil
		}
	}
	if err == nil {
		err = errors.New("the server ignores page")
	}
	return err
}

func (r reading) get(number, perPage int) (page, error) {
	r.filters.Page, r.filters.PerPage = &number, &perPage
	response, err := r.client.ListCampaignsWithResponse(r.ctx, &r.filters)
	var refusal *APIError
	switch {
	case errors.As(err, &refusal) && (refusal.Status == 400 || refusal.Status == 404 || refusal.Status == 422):
		return page{refusal: refusal}, nil
	case err != nil:
		return page{}, fmt.Errorf("page %d: %w", number, err)
	case response.JSON200 == nil:
		return page{}, fmt.Errorf("page %d: %s", number, response.Status())
	}
	// Without a total, the header is absent.
	total, _ := strconv.Atoi(response.HTTPResponse.Header.Get(totalHeader))
	return page{items: *response.JSON200, total: total}, nil
}
